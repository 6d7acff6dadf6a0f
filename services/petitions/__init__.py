"""Petitions (信访): registered, passed to the unit that has to handle them, answered, reviewed, re-checked (domain.md 2.3)."""
