"""What the boards show: whose turn it is, whose limits run, and who holds each case, folded once for all three."""
