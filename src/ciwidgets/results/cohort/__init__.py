"""What many teams' records say side by side: pure findings, for faculty, with no person named.

Law: as ``results``. Each team's record is read once, masked for the audience "cohort", and let go;
what is kept of it is a ``TeamFound``.
"""
