"""Trends for the county office: new disputes and alerts by month, type, place and body."""
