"""Signing an agreement on a screen: what a page sends, what is kept of it, and how a page is drawn (issue 8, item 1)."""
