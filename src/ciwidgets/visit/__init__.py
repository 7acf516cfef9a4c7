"""One person at one workbook: widgets meet the store here, and only here.

Law: imports everything below it; nothing imports it but a notebook, by ``ciwidgets``.
``permissions`` is the one table of role and action, ``messages`` the one door for what pages say.
"""

from ciwidgets.visit.visit import Visit

__all__ = ["Visit"]
