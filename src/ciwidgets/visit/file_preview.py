"""What a file was understood to hold, as a page shows it before anything is kept.

It holds headings, options and counts; what people wrote in their own words is never in it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ciwidgets.formats import IndicatorFile, SurveyFile
    from ciwidgets.formats.maps import MapFile
    from ciwidgets.model import Scale, Survey

# What a person can look through; the file itself may hold more, and all of it is kept.
MOST_QUESTIONS = 300
MOST_OPTIONS = 20
MOST_NOTES = 60
MOST_PLACES = 5_000
MOST_MAPS = 60
_LONGEST = 300
_LONGEST_TITLE = 280


def survey_preview(
    file: SurveyFile, survey: Survey | None, scale: Scale | None, counts_as: dict[str, str]
) -> dict[str, Any]:
    """Return the part of the ``preview`` trait for a survey.

    ``counts_as`` is the statement each question counts as: what was chosen before, or an offer.
    """
    from ciwidgets.formats import positions_on  # noqa: PLC0415 not before a file is here

    said = file.summary()
    by_id = {question.id: question for question in file.survey.questions}
    return {
        "people": said["people"],
        "questions": [
            {
                "id": one["id"],
                "text": _short(one["text"]),
                "type": one["type"],
                "scale": said["scale"].get(one["id"], ""),
                "answered": one["answered"],
                **_counts(one),
                "may_count": bool(
                    survey
                    and scale
                    and one["type"] == "scale"
                    and positions_on(by_id[one["id"]], scale)
                ),
                "counts_as": counts_as.get(one["id"], ""),
            }
            for one in said["questions"][:MOST_QUESTIONS]
        ],
        "more": max(0, len(said["questions"]) - MOST_QUESTIONS),
    }


def _counts(said: dict[str, Any]) -> dict[str, Any]:
    """Return people by answer; of choices, an answer only one person gave may be their own words.

    No file says whether a choice was offered or typed, so what stands there once is only counted.
    """
    every = list(said.get("counts", {}).items())
    least = 0 if said["type"] == "scale" else 2
    shown = [(label, people) for label, people in every if people >= least][:MOST_OPTIONS]
    apart = sum(people for _, people in every) - sum(people for _, people in shown)
    return {
        "counts": [{"label": _short(label), "people": people} for label, people in shown],
        "other": said.get("other", 0) + apart,
    }


def indicator_preview(file: IndicatorFile, places: list[str], chosen: list[str]) -> dict[str, Any]:
    """Return the part of the ``preview`` trait for local numbers."""
    said = file.summary()
    numbers = ("rows", "totals", "shown", "unreliable", "suppressed", "missing", "not_applicable")
    return {
        **{name: said[name] for name in numbers},
        "source": _short(said["source"]),
        "measures": _some(said["measures"]),
        "periods": _some(said["periods"]),
        "groups": [
            f"{dimension}: {', '.join(_some(names))}" if dimension else ", ".join(_some(names))
            for dimension, names in list(said["groups"].items())[:MOST_OPTIONS]
        ],
        "places": places[:MOST_PLACES],
        "chosen": chosen or _some(said["places"]),
        "too_many": False,
    }


def places_preview(places: list[str]) -> dict[str, Any]:
    """Return the part of the ``preview`` trait for a file of which places must be chosen first."""
    numbers = ("rows", "totals", "shown", "unreliable", "suppressed", "missing", "not_applicable")
    return {
        **dict.fromkeys(numbers, 0),
        "source": "",
        "measures": [],
        "periods": [],
        "groups": [],
        "places": places[:MOST_PLACES],
        "chosen": [],
        "too_many": True,
    }


def maps_preview(file: MapFile, counts_as: str) -> dict[str, Any]:
    """Return the parts of the ``preview`` trait for maps; what is noted of all is said once."""
    said = file.summary()
    counted = Counter(one for each in said["maps"] for one in each["warnings"])
    everywhere = {one for one, times in counted.items() if times == len(said["maps"])}
    return {
        "warnings": [
            _short(one)
            for one in dict.fromkeys((*said["warnings"], *counted))
            if one in everywhere or one in said["warnings"]
        ][:MOST_NOTES],
        "maps": {
            "counts_as": counts_as,
            "count": len(said["maps"]),
            "list": [
                {
                    "title": _short(one["title"]),
                    "words": one["concepts"],
                    "links": one["stored_links"],
                    "with_strength": one["nonzero_links"],
                    "labels": _some(one["labels"]),
                    "warnings": [
                        _short(each) for each in one["warnings"] if each not in everywhere
                    ],
                }
                for one in said["maps"][:MOST_MAPS]
            ],
            "more": max(0, len(said["maps"]) - MOST_MAPS),
        },
    }


def as_title(name: str) -> str:
    """Return the name of a file as a title to begin with: words apart, short enough to keep."""
    return " ".join(name.replace("_", " ").split())[:_LONGEST_TITLE]


def notes(file: SurveyFile | IndicatorFile) -> dict[str, Any]:
    """Return what was left out and why, and what is to be looked at."""
    return {
        "dropped": [
            {"what": _short(one.what), "why": _short(one.why)} for one in file.dropped[:MOST_NOTES]
        ],
        "warnings": [_short(one) for one in file.warnings[:MOST_NOTES]],
    }


def _some(words: list[str]) -> list[str]:
    return [_short(one) for one in words[:MOST_OPTIONS]]


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
