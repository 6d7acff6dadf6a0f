"""Who is asked, until when, and what a person answered first and last. Pure."""
