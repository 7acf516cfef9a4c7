"""Who is named, to whom, and who said that they may be.

A name leaves the team only where its person said yes for those who read it; elsewhere a role
stands in its place, or "a member".
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ciwidgets.model.entries import Body, Part
from ciwidgets.model.text import Name, RecordId

# Who reads: the team's own report, the other teams and the faculty, everybody: each holds the last.
Audience = Literal["team", "cohort", "public"]
AUDIENCES: tuple[Audience, ...] = ("team", "cohort", "public")


def with_the_narrower(audiences: list[Audience]) -> list[Audience]:
    """Return the audiences with those inside them: everybody includes the team's own readers."""
    widest = max((AUDIENCES.index(one) for one in audiences), default=-1)
    return list(AUDIENCES[: widest + 1])


Audiences = Annotated[list[Audience], Field(max_length=3), AfterValidator(with_the_narrower)]


class Named(Part):
    """A person who did something or carries something.

    ``person_id`` is a member who joined: their own ``NameConsent`` says who may read their name.
    Of anybody else the team writes the ``name``, and in ``said_yes`` what that person agreed to.
    ``role`` is said where the name may not be ("a school nurse").
    """

    person_id: RecordId | Literal[""] = ""
    name: Name = ""
    role: Name = ""
    said_yes: Audiences = Field(default_factory=list)

    @model_validator(mode="after")
    def _is_somebody(self) -> Self:
        if not (self.person_id or self.name or self.role):
            raise ValueError("nobody is named; choose a member, or write a name or a role")
        if self.person_id and (self.name or self.said_yes):
            raise ValueError("a member’s name and consent are their own; leave them out")
        if self.said_yes and not self.name:
            raise ValueError("somebody said yes, but no name is written; write the name")
        return self


class NameConsent(Body):
    """Who may read one person's name beside one record, by that person alone.

    ``about`` is the record's id, such as a win's, or empty for what they carry: goals, activities,
    next steps and meetings they came to. Without it nobody outside the team reads the name.
    """

    kind: ClassVar[str] = "name_consent"
    about: RecordId | Literal[""] = ""
    audiences: Audiences
