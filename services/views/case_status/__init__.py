"""Where is my case? Asked without an account, by the case's code and a second fact (issue 8, item 2)."""
