"""Exactly one custodian: the orphan count, a metric that must be 0 (design.md section 5)."""
