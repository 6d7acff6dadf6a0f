"""Satisfaction per rated body and month against the profile's target (domain.md section 5, series S1)."""
