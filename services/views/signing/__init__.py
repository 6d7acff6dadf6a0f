"""Written agreements that wait for signatures, with their text, and the images of the signatures given (issue 8, item 1)."""
