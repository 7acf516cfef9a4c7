"""The maps made-up teams draw: what leads to what, as people of each sector see it. Invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sample_chance import Chance

from ciwidgets.model import Program, record_id_for

DRAW, WORDS, ASK = "mental_models/my-map", "mental_models/our-words", "mental_models/the-question"
PUSH, LEARN, LEVER, CHANGE = (
    f"mental_models/{step}" for step in ("what-if", "our-lessons", "our-levers", "my-change")
)
DRAWN_AT = "forum-2"
FEWEST = 5
LITTLE, CLEARLY, STRONGLY = 0.25, 0.62, 1.0
_SIZES = (LITTLE, CLEARLY, STRONGLY)

# From, to, weight, and how many of fourteen people draw it.
BELIEFS: tuple[tuple[str, str, float, int], ...] = (
    ("stigma", "asking-for-help", -STRONGLY, 8),
    ("asking-for-help", "treatment", STRONGLY, 7),
    ("treatment", "recovery", CLEARLY, 8),
    ("recovery", "hope", CLEARLY, 5),
    ("hope", "asking-for-help", CLEARLY, 5),
    ("waiting", "treatment", -CLEARLY, 5),
    ("rides", "treatment", CLEARLY, 4),
    ("fentanyl", "deaths", STRONGLY, 7),
    ("naloxone", "deaths", -STRONGLY, 6),
    ("use", "deaths", CLEARLY, 6),
    ("isolation", "use", CLEARLY, 4),
    ("deaths", "isolation", LITTLE, 3),
    ("trust", "treatment", LITTLE, 3),
)
# What one part of the community sees, and the others not, or not that way.
BY_SECTOR: dict[str, tuple[tuple[str, str, float, int], ...]] = {
    "law_enforcement": (
        ("arrests", "use", -CLEARLY, 9),
        ("naloxone", "use", CLEARLY, 5),
        ("jail", "use", -LITTLE, 6),
    ),
    "government": (("arrests", "use", -LITTLE, 6), ("jobs", "use", -CLEARLY, 6)),
    "treatment_recovery": (
        ("arrests", "use", CLEARLY, 9),
        ("arrests", "isolation", CLEARLY, 8),
        ("jail", "relapse", STRONGLY, 8),
        ("peers", "recovery", STRONGLY, 8),
    ),
    "medical": (("pain-pills", "use", CLEARLY, 7), ("arrests", "use", LITTLE, 6)),
    "residents": (("arrests", "use", CLEARLY, 6), ("families", "recovery", CLEARLY, 7)),
    "community": (("arrests", "use", -LITTLE, 5), ("hope", "recovery", STRONGLY, 6)),
    "education": (("trauma", "use", CLEARLY, 8), ("prevention", "use", -CLEARLY, 8)),
    "business": (("jobs", "recovery", CLEARLY, 8), ("use", "jobs", -CLEARLY, 7)),
}
# Some people use a word of their own; the group decides that these mean the same.
OWN = {"stigma": "Shame and gossip", "rides": "A way to get there"}
LESSONS = (
    "We all think that stigma keeps people from asking for help.",
    "We do not agree on what arrests do, and we want to look at it together.",
)
CHANGES = (
    ("People who use do not want help.", "Many want it and are afraid of what we will think."),
    ("Naloxone makes it worse.", "Nobody recovers who is dead."),
)
ODD = "<b>Wort</b> & \"mehr\" كلمة 🧵 <script>alert('map')</script>"


def map_entries(
    team: str,
    forum: str,
    people: Sequence[tuple[str, str]],
    first_need: tuple[str, str],
    program: Program,
    *,
    is_odd: bool,
) -> Iterator[dict[str, Any]]:
    """Return what a team draws and says of it; ``people`` are ids and sectors, manager first.

    ``first_need`` is the id and the text of the need that comes first, empty where there is none.
    """
    if forum != DRAWN_AT or not people:
        return
    chance = Chance(f"maps {team}")
    manager = people[0][0]

    def entry(kind: str, record_id: str, author: str, **body: Any) -> dict[str, Any]:
        where = {"team_id": team, "author_id": author, "occasion": forum}
        return {"kind": kind, "record_id": record_id, **where, "body": body}

    need_id, need = first_need
    if need_id:
        question = {"text": f"What leads to this, and what stands in its way? {need}"}
        record_id = record_id_for("map_question", team, ASK)
        yield entry("map_question", record_id, manager, step=ASK, **question, need_id=need_id)
    labels = {one.id: one.label for one in program.map_words}
    for number, (person, sector) in enumerate(people):
        odd = ODD if is_odd and number == 1 else ""
        drawn = _drawn(chance, sector, labels, odd)
        record_id = record_id_for("own_map", person, DRAW, forum)
        handed_in = number != len(people) - 1 or len(people) < 8
        yield entry("own_map", record_id, person, step=DRAW, **drawn, is_handed_in=handed_in)
    for word, own in OWN.items():
        body = {"label": labels[word], "words": [f"deck:{word}", f"own:{own.casefold()}"]}
        yield entry("shared_word", f"sample-{team}-word-{word}", manager, step=WORDS, **body)
    closed = record_id_for("step_state", team, DRAW, forum)
    yield entry("step_state", closed, manager, step=DRAW, is_open=False)
    yield from _learned(team, entry, people, labels)


def _learned(
    team: str, entry: Any, people: Sequence[tuple[str, str]], labels: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    manager = people[0][0]
    pushes = [{"word": "deck:stigma", "to": -1.0}]
    if len(people) >= FEWEST:  # else there is no team map to try it on
        yield entry(
            "what_if",
            f"sample-{team}-what-if",
            manager,
            step=PUSH,
            title="If there were much less stigma",
            map="people",
            pushes=pushes,
        )
    for number, text in enumerate(LESSONS, 1):
        yield entry("lesson", f"sample-{team}-lesson-{number}", manager, step=LEARN, text=text)
    lever = {"word": "deck:stigma", "label": labels["stigma"], "direction": "less"}
    reason = "It stands at the start of the loop we all drew."
    yield entry("lever", f"sample-{team}-lever", manager, step=LEVER, **lever, reason=reason)
    for (person, _), (before, now) in zip(people[1:], CHANGES, strict=False):
        record_id = record_id_for("change_of_mind", person, CHANGE, DRAWN_AT)
        said = {"used_to_think": before, "now_think": now, "is_shared": True}
        yield entry("change_of_mind", record_id, person, step=CHANGE, **said)


def _drawn(chance: Chance, sector: str, labels: Mapping[str, str], odd: str) -> dict[str, Any]:
    """Return one person's words and links."""
    own = {word: label for word, label in OWN.items() if chance.happens(0.15)}
    links: dict[tuple[str, str], float] = {}
    for source, target, weight, often in (*BELIEFS, *BY_SECTOR.get(sector, ())):
        if chance.happens(often / 14):
            size = chance.pick(_SIZES) if chance.happens(0.3) else abs(weight)
            links[source, target] = size if weight > 0 else -size
    if odd:
        links["odd", "use"] = CLEARLY
    used = dict.fromkeys(word for pair in links for word in pair)
    ids = {word: f"w{number}" for number, word in enumerate(used, 1)}
    words = []
    for word in used:
        label = odd if word == "odd" else own.get(word) or labels[word]
        stands_for = {"stands_for": f"deck:{word}"} if word in labels and word not in own else {}
        words.append({"id": ids[word], "label": label, **stands_for})
    return {
        "words": words,
        "links": [
            {"source": ids[source], "target": ids[target], "weight": weight}
            for (source, target), weight in links.items()
        ],
    }
