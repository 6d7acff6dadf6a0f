"""The state after an event, a file per subject; `evolve` is the table of contents."""
