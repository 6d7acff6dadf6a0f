"""Playing published cases through the public HTTP interface (issue 3, item 6); a client like any other."""
