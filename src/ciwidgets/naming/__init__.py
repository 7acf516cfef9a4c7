"""How a name is found in what people typed, however it is spelled: text in, places out.

Law: imports ``model`` and nothing else of this package; the mask over what is read and the erasing
of what is kept both find names by it, so that neither knows a spelling that the other misses.
"""
