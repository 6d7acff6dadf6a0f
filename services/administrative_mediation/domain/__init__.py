"""The rules of administrative mediation: pure functions over typed values, no framework, no clock, no environment."""
