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
from ciwidgets.model.indicators import (
    MAX_INDICATOR_ROWS,
    ImportedIndicators,
    IndicatorRow,
    PublishedRate,
)
from ciwidgets.model.partners import Partner, Seat
from ciwidgets.model.people import Device, JoinCode, Person, Role
from ciwidgets.model.priorities import Gate, NominalVote, Scores
from ciwidgets.model.program import (
    AffectedGroup,
    Criterion,
    LineOfWork,
    Occasion,
    Population,
    Program,
    Scale,
    Sector,
    Statement,
    Survey,
    Team,
)
from ciwidgets.model.resources import DataSource, Resource
from ciwidgets.model.surveys import CountedAs, ImportedAnswers, ImportedSurvey, Question
from ciwidgets.model.themes import Evidence, Theme

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
        Resource,
        DataSource,
        Partner,
        Seat,
        Theme,
        NominalVote,
        Scores,
        Gate,
        ImportedSurvey,
        ImportedAnswers,
        ImportedIndicators,
    )
}

__all__ = [
    "ALPHABET",
    "KINDS",
    "MAX_INDICATOR_ROWS",
    "AffectedGroup",
    "Body",
    "CountedAs",
    "Criterion",
    "DataSource",
    "Device",
    "DotVote",
    "Draft",
    "Entry",
    "Evidence",
    "Gate",
    "Idea",
    "IdeaGroup",
    "ImportedAnswers",
    "ImportedIndicators",
    "ImportedSurvey",
    "IndicatorRow",
    "JoinCode",
    "LineOfWork",
    "Moderation",
    "Need",
    "NominalVote",
    "Occasion",
    "Partner",
    "Person",
    "Population",
    "Program",
    "PublishedRate",
    "Question",
    "Rating",
    "Resource",
    "Role",
    "Scale",
    "Scores",
    "Seat",
    "Sector",
    "Statement",
    "StepState",
    "Survey",
    "Team",
    "Theme",
    "kind_of",
    "new_code",
    "new_id",
    "normalise_code",
    "pretty_code",
    "record_id_for",
    "secret_hash",
]
