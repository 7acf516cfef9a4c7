"""The store: everything people did, appended and never overwritten.

Law: imports ``model`` and ``errors``, and is the only place where ``sqlalchemy`` and ``sqlite3``
are imported. ``Store`` and what it hands out, are all that the rest of the package knows of it.
"""

from ciwidgets.store.address import AddressParts, address_parts
from ciwidgets.store.facade import DEFAULT_URL, URL_VARIABLE, Store, absolute_url
from ciwidgets.store.kept import Kept
from ciwidgets.store.sqlite import journal_mode_for

__all__ = [
    "DEFAULT_URL",
    "URL_VARIABLE",
    "AddressParts",
    "Kept",
    "Store",
    "absolute_url",
    "address_parts",
    "journal_mode_for",
]
