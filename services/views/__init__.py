"""Every MongoDB read model and the read API: case file, work list, deadline board, satisfaction, custody."""
