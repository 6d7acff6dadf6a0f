"""Satisfaction (满意度): invitations and ratings by the parties to closed cases, series S1 (domain.md section 5)."""
