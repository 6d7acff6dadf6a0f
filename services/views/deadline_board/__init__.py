"""Deadline board: every clock of a body and those below it, by due date."""
