"""Whether what was folded from the logs is what the logs say: views, local stores, reactions (`mediate verify`)."""
