"""What leaves with a request for public records, and what of it is withheld and why.

Law: as ``results``.
"""
