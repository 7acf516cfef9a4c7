"""What a map says: its shape, its loops, what moves when a word is pushed, what many maps share.

Law: as all of ``analysis``; pure functions that keep nothing. A map is an array of weights, one row
a cause and one column an effect, 0 where there is no link; many maps over the same words are one
array (maps, words, words), and one call serves them all. All modules here but ``vocabulary`` load
numpy, so whoever serves a page imports them where they are called.
"""
