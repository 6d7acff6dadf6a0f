"""People's mediation (人民调解): committees, mediators, sessions, agreements, performance, case file (domain.md 2.1)."""
