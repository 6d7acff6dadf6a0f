"""Work list: what a body has to do now."""
