"""What may happen to an application for judicial confirmation, and what is true afterwards. Pure."""
