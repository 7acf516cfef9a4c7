"""Workbooks on paper: for a room without devices, for a person without one, without power.

Law: imports ``model``, ``words`` and the workbooks. ``pieces`` is what a sheet is made of,
``forms`` what each exercise asks, ``twin`` the document.
"""

from ciwidgets.reports.paper.twin import paper_twin, paper_workbooks, write_paper_twin

__all__ = ["paper_twin", "paper_workbooks", "write_paper_twin"]
