"""Supervision orders (督办单): which were given to whom in which case, how each stands, until when an answer is due."""
