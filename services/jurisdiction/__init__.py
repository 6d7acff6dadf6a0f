"""What the law and this city say: calendar, time limits, routing, escalation, organisations, vocabulary. Pure; YAML with dates and sources."""
