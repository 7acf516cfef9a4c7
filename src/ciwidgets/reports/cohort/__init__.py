"""Documents about many teams, for faculty: what a notebook calls, and the sections it shows.

Law: as ``reports``. What is said of a team comes out of ``results.cohort``, where its record is
read masked for the audience "cohort"; nothing here reads an entry.
"""
