"""The public pages, for a telephone: no account, no scripts needed, nothing that tells who anybody is."""
