"""A team's maps: whose count, what of them may be shown, and what they say together.

``people`` finds the maps that count, ``showings`` and ``ledger`` decide what of them may be shown,
``team`` is what pages and reports ask for, and the others put it into sentences.
"""
