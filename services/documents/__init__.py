"""Documents: numbers without gaps, editions and voiding in the registers of every body, and the scans of a case (issue 8, item 3)."""
