"""An installation of its own on real servers, for the tests, the drill and the bench: start, kill, freeze, look, leave nothing behind."""
