"""Statistics: figures per body and month, counted once per case, and the reports that are made of them (issue 7, items 4 and 6)."""
