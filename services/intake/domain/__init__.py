"""The pure core of intake: commands, state, decisions."""
