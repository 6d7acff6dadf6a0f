"""What an edition of a report is, who may make one, and what a correction has to name. Pure."""
