"""What may happen in the network, as pure functions; `decide` is the table of contents."""
