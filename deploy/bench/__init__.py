"""The benchmarks of issue 3: figures, and ratios to what the same broker does raw. Reported, never asserted."""
