"""Everything that touches Kafka, MongoDB, HTTP, time and the environment, with no word of the domain in it."""
