"""Time limits over HTTP: the catalogue, one limit, and a date with its reasons."""
