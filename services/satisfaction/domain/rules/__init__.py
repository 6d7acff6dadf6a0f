"""Bad reviews put right (好差评整改), rule by rule (domain.md section 5)."""
