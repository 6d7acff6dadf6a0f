"""The services of the 1+4+N mediation system; see CONTRIBUTING.md for which folder owns what."""
