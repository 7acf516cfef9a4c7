"""A document as PDF: what the template sets, and the one door to the program that sets it."""
