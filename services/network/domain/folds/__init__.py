"""What is true after each event, a file per subject; `evolve` is the table of contents. The law is never asked here."""
