"""Which number a document gets, what a revision and a voiding need, and who may add a scan to which case. Pure."""
