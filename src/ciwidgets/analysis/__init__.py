"""Numbers out of entries: pure functions that keep nothing and know no page.

Law: imports ``model`` and nothing else of ours. These modules run in a kernel that a phone opens,
so none of them loads numpy, pandas or matplotlib when it is imported: plain Python is fast enough
for a team, and what needs more loads it inside a function.
"""
