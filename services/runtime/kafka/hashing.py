"""Kafka's hash of keys."""

from aiokafka.partitioner import murmur2

__all__ = ["murmur2"]
