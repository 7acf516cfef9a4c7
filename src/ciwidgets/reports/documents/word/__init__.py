"""A document as a Word file: its body, the XML that is made of, and its pictures."""
