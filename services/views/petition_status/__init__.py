"""Where is my petition (阳光信访)? Asked without an account, by query code and a second fact (domain.md 2.3)."""
