"""For whom a file is brought in, and how it is kept: once, whatever it is called.

Law: imports enrolment, the model and the store; only ``importing`` imports it.
"""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ciwidgets.errors import CiwidgetsError, Conflict, RequestReused, WrongRequest
from ciwidgets.lookup import team_of
from ciwidgets.model import Draft, ImportedMap
from ciwidgets.store import Store

if TYPE_CHECKING:
    from ciwidgets.model import Entry

# What is said beside the file when it is brought in, and is not in the file itself.
_SAID_BESIDE = ("title", "counts_as", "sector", "file_name")
_ON_THE_PAGE = "Bring a map you already have"  # its heading in the workbook on mental models


def check_target(options: argparse.Namespace) -> None:
    """Check the team, the occasion and the sector; a dry run may leave all of them out.

    Raises:
        CiwidgetsError: the program has no such thing, or no team is named for what is to be kept.
    """
    from ciwidgets.enrolment import current_program

    sector = getattr(options, "sector", "")
    if options.dry_run and not (options.team or options.occasion or sector):
        return
    with Store(options.url(options)) as store:
        program = current_program(store)
    if options.team or not options.dry_run:
        team_of(program, options.team or "")
    known = [one.id for one in program.occasions]
    if options.occasion and options.occasion not in known:
        near = difflib.get_close_matches(options.occasion, known, n=1, cutoff=0)
        raise WrongRequest(
            f"The program has no occasion {options.occasion[:60]!r}. "
            + (f"Did you mean {near[0]!r}? " if near else "")
            + f"Its occasions are {', '.join(known) or 'none'}."
        )
    sectors = [one.id for one in program.sectors]
    if sector and sector not in sectors:
        raise WrongRequest(
            f"The program has no sector {sector[:60]!r}. Its sectors are "
            f"{', '.join(sectors) or 'none'}."
        )


def keep(options: argparse.Namespace, batch: Sequence[Draft]) -> str:
    """Append the drafts for the team; where they were here before, return what is to be said.

    Raises:
        CiwidgetsError: they are here, but not as they are wished for now.
    """
    with Store(options.url(options)) as store:
        here = _here_already(store, options.team, batch)
        first = next(iter(here.values()), None)
        if first is not None and (
            batch[0].record_id not in here
            or first.retracted
            or first.occasion != options.occasion
            or not _are_same(batch, here)
        ):
            return _said_of(options, batch, here, first)
        before = store.last_seq()
        try:
            store.append(batch)
        except (Conflict, RequestReused):
            raise _otherwise(options) from None
        is_new = store.last_seq() > before
        return "" if is_new else "This file had been brought in before; nothing was added."


def _here_already(store: Store, team_id: str, batch: Sequence[Draft]) -> dict[str, Entry[Any]]:
    """Return what the team has of a file, at whatever occasion, taken off again or not."""
    body: Any = batch[0].body
    ids = {draft.record_id for draft in batch if isinstance(draft.body, type(body))}
    found = [
        one
        for one in store.current(type(body), team_id=team_id, with_retracted=True)
        # A map's id comes from its file alone, whatever the occasion.
        if one.record_id in ids
        # Of numbers one file may be brought in parts: other places are other rows.
        or (
            getattr(one.body, "file_sha256", None) == getattr(body, "file_sha256", "")
            and getattr(one.body, "rows", None) == getattr(body, "rows", None)
        )
    ]
    return {one.record_id: one for one in sorted(found, key=lambda one: one.retracted)}


def _are_same(batch: Sequence[Draft], here: dict[str, Entry[Any]]) -> bool:
    return all(
        draft.record_id in here and here[draft.record_id].body == draft.body
        for draft in batch
        if isinstance(draft.body, type(batch[0].body))
    )


def _said_of(
    options: argparse.Namespace,
    batch: Sequence[Draft],
    here: dict[str, Entry[Any]],
    first: Entry[Any],
) -> str:
    where = f" for the occasion {first.occasion}" if first.occasion else ""
    before = f"This file was brought in before as “{first.body.title}”{where}"
    is_map = isinstance(first.body, ImportedMap)
    if is_map and len(here) < len(batch):
        raise CiwidgetsError(
            f"{len(here)} of the {len(batch)} maps of {options.file.name} came in before, as "
            f"{_titles(here)}; nothing was added. Please bring the others one by one with --sheet."
        )
    if first.retracted:
        return f"{before} and taken off again; nothing was added. A page can bring it back."
    if first.record_id != batch[0].record_id or first.occasion != options.occasion:
        return f"{before}; nothing was added."
    if any(_beside(one.body, here[one.record_id].body) != here[one.record_id].body
           for one in batch if one.record_id in here):  # fmt: skip
        raise _otherwise(options)
    return (
        _called_otherwise(batch, here, first.body)
        if is_map
        else (f"{before}; nothing was added, and its title stays. There is nothing left to do.")
    )


def _beside(body: Any, kept: Any) -> Any:
    """Return a body with what is said beside the file as it was kept."""
    said = {name: getattr(kept, name) for name in _SAID_BESIDE if hasattr(kept, name)}
    return body.model_copy(update=said)


def _called_otherwise(
    batch: Sequence[Draft], here: dict[str, Entry[Any]], kept: ImportedMap
) -> str:
    """Say of maps under which title they are here, and what to do to change it.

    Raises:
        CiwidgetsError: they were to count otherwise, which they do not.
    """
    several, wished = len(here) > 1, batch[0].body
    assert isinstance(wished, ImportedMap)
    whose = "people's" if kept.counts_as == "person" else "a group's"
    sector = f" of the sector {kept.sector}" if kept.sector else ""
    said = f"{'These maps are' if several else 'This map is'} here already, as {_titles(here)}"
    on_the_page = f"bring the file once more on the page, under “{_ON_THE_PAGE}”"
    if (wished.counts_as, wished.sector) != (kept.counts_as, kept.sector):
        cure = "" if kept.sector or wished.sector else f" To change that, {on_the_page}."
        raise CiwidgetsError(
            f"{said}, taken for {whose} own{sector}; nothing was added, and that stays.{cure}"
        )
    if wished.title == kept.title:
        return f"{said}; nothing was added."
    titles = "their titles stay" if several else "its title stays"
    cure = "" if kept.sector else f" To change {'them' if several else 'it'}, {on_the_page}."
    return f"{said}; nothing was added, and {titles}. There is nothing left to do.{cure}"


def _titles(here: dict[str, Entry[Any]]) -> str:
    titles = [f"“{one.body.title}”" for one in sorted(here.values(), key=lambda one: one.seq)]
    if len(titles) > 2:
        return f"{titles[0]} to {titles[-1]}"
    return " and ".join(titles)


def _otherwise(options: argparse.Namespace) -> CiwidgetsError:
    return CiwidgetsError(
        f"{options.file.name} was brought in before, with other choices or by an earlier version "
        "of this command, and was understood otherwise then. What was kept then stays; nothing was "
        "added. If what was kept is wrong, please take it off on its page."
    )
