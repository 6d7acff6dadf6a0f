"""Registers (台账) with clocks and an owner: patrols, leads, suggestions, court appearances and the rest, as the data describe them."""
