"""What may happen, a file per subject; `decide` is the table of contents."""
