"""The pure core of petitions."""
