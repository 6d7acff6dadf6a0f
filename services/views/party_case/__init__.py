"""What a party sees of its own case through its personal link and its second fact (issue 8, item 2)."""
