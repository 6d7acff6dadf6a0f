"""Administrative mediation (行政调解): agencies, sectors, appraisal, mediation documents, what the agency then owes (domain.md 2.2)."""
