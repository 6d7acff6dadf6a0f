"""Registers as people read them: which there are, their entries with clocks and owner, and the figures counted over them."""
