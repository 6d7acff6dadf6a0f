"""The only place of the runtime that imports aiokafka: appending, reading, groups, and the identity of a topic."""
