"""The table of every refusal and irregularity: read from the code, with the test that shows each (docs/refusals.md)."""
