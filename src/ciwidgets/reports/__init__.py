"""Reports: an executed notebook becomes blocks, and blocks become documents.

Law: imports ``store``, ``results``, ``workbook``, ``charts`` and ``analysis``. Participants' words
travel as plain data in blocks and become text only in our own escaping templates; ``execute`` is
the one door to papermill, ``html`` the one door to nbconvert.
"""
