"""The public catalogue of matters that agencies mediate, with legal basis (Mile 34)."""
