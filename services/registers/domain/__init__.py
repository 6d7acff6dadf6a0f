"""What may be entered in a register, what follows from a step, and whose duty a limit is. Pure."""
