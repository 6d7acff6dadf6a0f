"""Which parties have personal links, which were sent, and what became of the messages (issue 8, item 2)."""
