"""Judicial confirmation (司法确认): joint application, court docket, ruling, objection, enforcement (domain.md 2.4)."""
