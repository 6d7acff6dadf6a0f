"""Published statistics played back: cases that match a printed table go through `decide`, and the report of them is held against it."""
