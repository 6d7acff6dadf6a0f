"""Statistics that are kept: reports frozen by the county office, edition by edition (issue 7, item 4)."""
