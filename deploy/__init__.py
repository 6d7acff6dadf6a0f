"""What starts the system: the embedded local stack, topics, images, drills and benchmarks."""
