"""What made-up teams list: what there is in each line of work, and which data they have.

All of it is invented. ``make_samples.py`` writes it into the year.
"""

from __future__ import annotations

from typing import Any

from sample_chance import Chance

# What a list of a made-up team holds: kind, record id, body.
Listed = tuple[str, str, dict[str, Any]]

HAVE = "needs_assessment/what-we-have"
DATA = "needs_assessment/our-data"
HOW_FULL = ("room", "nearly_full", "full", "waiting_list", "not_known")
MUCH = (4.0, 2.0, 1.0, 1.0, 2.0)
ALWAYS = (1.0, 0.0, 0.0, 0.0, 0.0)
LITTLE = (1.0, 1.0, 2.0, 3.0, 1.0)

# line, name, who runs it, whom it is for (nothing is everyone), reach, what it lacks, how full
RESOURCES: tuple[tuple[str, str, str, str, str, str, tuple[float, ...]], ...] = (
    ("prevention", "Life skills lessons in grade 7", "School district", "young-people",
     "All three middle schools", "Nothing for those who left school", MUCH),
    ("prevention", "Drug take-back boxes", "Sheriff’s office", "", "Four places, open all day",
     "", ALWAYS),
    ("prevention", "Evening gym for teenagers", "Parks department", "young-people",
     "About 40 on a Friday", "Closed in summer", LITTLE),
    ("awareness", "“Know the signs” evenings", "Library and health department", "",
     "Once a month", "Few come who do not come already", ALWAYS),
    ("awareness", "Radio hour on Sunday", "Community radio", "rural-homes",
     "Heard in the whole valley", "", ALWAYS),
    ("response", "Naloxone box at the firehouse", "Volunteer fire department", "",
     "Open day and night", "Empty by the end of each month", LITTLE),
    ("response", "Visit after an overdose", "Ambulance service and a peer", "",
     "Within three days, in town", "Nobody drives to the far end of the county", LITTLE),
    ("response", "Deputies with naloxone", "Sheriff’s office", "", "Every car on the road", "",
     ALWAYS),
    ("treatment", "Medication clinic", "Lakeview Health", "", "60 people a week",
     "No evening hours", LITTLE),
    ("treatment", "Counseling by telephone", "Lakeview Health", "rural-homes",
     "Anyone with a signal", "Many have no signal", MUCH),
    ("treatment", "Care before and after birth", "Women’s clinic", "pregnant-parents",
     "12 mothers a year", "One nurse", LITTLE),
    ("treatment", "Detox beds", "General hospital", "", "6 beds for three counties", "",
     LITTLE),
    ("recovery", "Recovery house", "Open Door Fellowship", "without-housing", "9 beds, men only",
     "Nothing for women or families", LITTLE),
    ("recovery", "Wednesday recovery meeting", "Grace Chapel", "", "About 25 people", "No rides",
     MUCH),
    ("recovery", "Second-chance jobs", "Furniture works and the chamber", "leaving-jail",
     "5 places a year", "They want a driver’s license", LITTLE),
    ("family", "Grandparents’ breakfast", "Senior center", "", "Every other Saturday", "", MUCH),
    ("family", "Circle for those who lost someone", "Hospice", "", "In town, in English",
     "Nothing in Spanish", LITTLE),
)  # fmt: skip
# Two people wrote the same thing down; the team has not noticed yet.
TWICE = ("treatment", "The medication clinic", "Lakeview Health", "", "", "", LITTLE)
ODD = (
    ("family", "<script>alert('tamales')</script> & más", "=HYPERLINK(\"x\")", "spanish-speakers",
     "عائلات · 家庭 · {n}", "🌙" * 40, MUCH),
    ("response", "W" * 80, "", "", "-1+1", "", MUCH),
)  # fmt: skip

# name, what they tell, holder, how fresh, state, what is missing, who could give them
SOURCES: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("Deaths by overdose", "How many, and from what", "State health department",
     "Up to last December", "have", "The newest six months are not final", ""),
    ("Ambulance calls for overdose", "Where and when, by the hour", "Ambulance service",
     "Every week", "can_get", "", "Ambulance service"),
    ("Emergency room visits", "How many came, and how many came back", "General hospital",
     "Every quarter", "can_get", "Nobody under 18 is in it", "General hospital"),
    ("Naloxone handed out", "How much goes out, and where", "Health department", "Every month",
     "have", "What the pharmacies give is not counted", "Pharmacies"),
    ("People in jail who ask for treatment", "How many ask, and how many get it", "", "",
     "missing", "", "Sheriff’s office"),
    ("Days from a first call to treatment", "How long people wait", "Lakeview Health", "",
     "not_known", "", "Lakeview Health"),
    ("School survey", "What students say of drugs and of adults", "School district",
     "Two years old", "have", "Students who left school", ""),
)  # fmt: skip
ODD_SOURCE = (
    "=cmd|' /C calc'!A0", "</td><b>", "Ω 🌊", "1/2/3", "not_known", "{name}", "@SUM(1)",
)  # fmt: skip

# How much of the bank a team has listed so far; nobody in Wexmoor has begun.
SHARE = {"dunmarrow": 0.3, "tessamer": 0.35, "veyland": 1.0, "wexmoor": 0.0}
ODD_TEAM = "quillback"
TEAM_WITH_DOUBLE = "ambrin-falls"


def listed(team: str) -> list[Listed]:
    """Return what a team has listed by the first forum, in the order it was written."""
    chance = Chance(f"resources {team}")
    share = SHARE.get(team, 0.7)
    if not share:
        return []
    resources = [one for one in RESOURCES if chance.happens(share)]
    if team == TEAM_WITH_DOUBLE:
        resources = [one for one in resources if one[1] != "Medication clinic"]
        resources += [one for one in RESOURCES if one[1] == "Medication clinic"] + [TWICE]
    sources = [one for one in SOURCES if chance.happens(share)]
    if team == ODD_TEAM:
        resources += ODD
        sources.append(ODD_SOURCE)
    return [
        *(
            ("resource", f"sample-{team}-r{n:02}", _resource(one, chance))
            for n, one in enumerate(resources, 1)
        ),
        *(
            ("data_source", f"sample-{team}-d{n:02}", _source(one))
            for n, one in enumerate(sources, 1)
        ),
    ]


def _resource(
    one: tuple[str, str, str, str, str, str, tuple[float, ...]], chance: Chance
) -> dict[str, Any]:
    line, name, who, people, reach, gap, how_full = one
    return {
        "step": HAVE,
        "line": line,
        "name": name,
        "who": who,
        "populations": [people] if people else [],
        "reach": reach,
        "capacity": chance.pick(HOW_FULL, how_full),
        "gap": gap,
    }


def _source(one: tuple[str, ...]) -> dict[str, Any]:
    names = ("name", "tells", "holder", "newest", "state", "missing", "could_give")
    return {"step": DATA, **dict(zip(names, one, strict=True))}
