"""Several ways to find what comes first among the same things, and how far they say the same.

Law: as all of ``analysis``; pure functions that keep nothing, and no numeric library is loaded.

What people filled in is a mapping by person: points, choices, or a sheet of scores per thing. In
every result rank 1 is first, level things share a rank and the next one counts on (1, 2, 2, 4),
and rank 0 is not ranked. Whatever is made of people's own sheets asks for ``fewest`` people behind
it, the small-group rule's five; a sheet that a team filled in together has one person, the team,
and takes ``fewest=1``.
"""
