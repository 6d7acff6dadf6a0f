"""What each command means in law, a file per subject; `decide` is the table of contents."""
