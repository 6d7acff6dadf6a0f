"""Bringing messages to parties: what is said, through which channel, to which contact, and once."""
