"""The vocabulary of a program: what is written down, and the rules it obeys.

Law: imports nothing of this package but ``errors``. A body is what one entry says;
``KINDS`` names them all, and a body's class decides how it is read back.
"""

from ciwidgets.model.codes import ALPHABET, new_code, normalise_code, pretty_code, secret_hash
from ciwidgets.model.entries import Body, Draft, Entry, kind_of, new_id, record_id_for
from ciwidgets.model.exercises import (
    DotVote,
    Idea,
    IdeaGroup,
    Moderation,
    Need,
    Rating,
    StepState,
)
from ciwidgets.model.people import Device, JoinCode, Person, Role
from ciwidgets.model.program import (
    LineOfWork,
    Occasion,
    Program,
    Scale,
    Sector,
    Statement,
    Survey,
    Team,
)
from ciwidgets.model.surveys import ImportedAnswers, ImportedSurvey, Question

KINDS: dict[str, type[Body]] = {
    body.kind: body
    for body in (
        Program,
        JoinCode,
        Person,
        Device,
        StepState,
        Rating,
        Idea,
        IdeaGroup,
        Moderation,
        DotVote,
        Need,
        ImportedSurvey,
        ImportedAnswers,
    )
}

__all__ = [
    "ALPHABET",
    "KINDS",
    "Body",
    "Device",
    "DotVote",
    "Draft",
    "Entry",
    "Idea",
    "IdeaGroup",
    "ImportedAnswers",
    "ImportedSurvey",
    "JoinCode",
    "LineOfWork",
    "Moderation",
    "Need",
    "Occasion",
    "Person",
    "Program",
    "Question",
    "Rating",
    "Role",
    "Scale",
    "Sector",
    "Statement",
    "StepState",
    "Survey",
    "Team",
    "kind_of",
    "new_code",
    "new_id",
    "normalise_code",
    "pretty_code",
    "record_id_for",
    "secret_hash",
]
