"""The embedded local stack: Apache Kafka and a MongoDB-protocol server on a Java runtime, all from package registries."""
