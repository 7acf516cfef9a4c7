"""What a team agreed on sharing: what goes from whom to whom, and what stays where it is."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from ciwidgets.model.entries import Body
from ciwidgets.model.text import FilledShortText, Name, ShortText, StepId


class Sharing(Body):
    """One line of a team's agreement: something it may share, or never shares.

    ``held_by`` and ``goes_to`` name bodies or roles, not people; ``condition`` says when and how,
    such as "signed consent" or "as a yearly number of five or more".
    """

    kind: ClassVar[str] = "sharing"
    step: StepId
    sort: Literal["may", "never"] = "may"
    what: FilledShortText
    held_by: Name = ""
    goes_to: Name = ""
    condition: ShortText = ""
    agreed_on: date | None = None
