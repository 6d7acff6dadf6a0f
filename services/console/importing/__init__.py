"""Cases registered in bulk from a table: nothing before every row is right, each row once, and to be gone on with after a stop."""
