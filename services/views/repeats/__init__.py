"""Which other cases look like the same matter brought again: proposed here, decided by a clerk (domain.md 2.3)."""
