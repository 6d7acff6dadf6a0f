"""The rules of people's mediation: pure functions over typed values, no framework, no clock, no environment."""
