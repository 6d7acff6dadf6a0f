"""The network (N): register of bodies and mediators, mediation by its bodies, referral to partners (domain.md 2.5, 2.6)."""
