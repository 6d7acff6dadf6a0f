"""Frozen reports: which editions there are, and what each tells."""
