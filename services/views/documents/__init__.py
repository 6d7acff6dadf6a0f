"""Which numbers a register gave to which documents, and what a case's file has: documents by edition, and attachments."""
