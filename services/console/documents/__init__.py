"""Printing a document: as .docx and as .pdf, from one and the same sheet."""
