"""A team's short check of itself, which every program has: five statements, in our own words.

One for each condition of collective impact (J. Kania and M. Kramer, Stanford Social Innovation
Review, winter 2011). A program file may word a survey of the same id in its own way.
"""

from __future__ import annotations

from typing import Final

from ciwidgets.model.statements import Scale, Statement, Survey

FIVE_CONDITIONS: Final = "five_conditions"

# The statements' ids are those of ``wins.Condition``; a test compares them.
OUR_SURVEYS: Final[tuple[Survey, ...]] = (
    Survey(
        id=FIVE_CONDITIONS,
        title="How we work together",
        scale=FIVE_CONDITIONS,
        statements=[
            Statement(
                id="common_agenda",
                text="We see the problem alike, and we all work on the same few goals.",
            ),
            Statement(
                id="shared_measurement",
                text="We look together at the same numbers to see whether things get better.",
            ),
            Statement(
                id="reinforcing_activities",
                text="What each of us does makes what the others do easier.",
            ),
            Statement(
                id="continuous_communication",
                text="We hear from one another often enough, between meetings too.",
            ),
            Statement(
                id="backbone",
                text="Somebody has the time and the means to hold our work together.",
            ),
        ],
    ),
)
OUR_SCALES: Final[tuple[Scale, ...]] = (
    Scale(id=FIVE_CONDITIONS, labels=["Not at all", "A little", "Partly", "Mostly", "Fully"]),
)
