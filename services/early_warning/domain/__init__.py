"""What is remembered of a case, what it tells to windows, when a window is an alert, and what became of it. Pure."""
