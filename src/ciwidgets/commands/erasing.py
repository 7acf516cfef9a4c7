"""``ciwidgets erase | hold | retention``: what is taken out of the record, and what may not be.

Law: imports enrolment, model and the store; only ``keeping`` imports it.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from ciwidgets.errors import CiwidgetsError
from ciwidgets.lookup import team_of
from ciwidgets.store import Store

if TYPE_CHECKING:
    from ciwidgets.store.choosing import Asked
    from ciwidgets.store.erasing import Done

Words = Any  # argparse does not name the type of its own subparsers in public


def add_erasing(words: Words) -> list[argparse.ArgumentParser]:
    """Add the words; who calls adds which store they work on."""
    return [add(words) for add in (_add_erase, _add_hold, _add_retention)]


def _add_erase(words: Words) -> argparse.ArgumentParser:
    erase: argparse.ArgumentParser = words.add_parser(
        "erase",
        help="erase a person, a team or one record for good",
        description="Erase for good. Of a person: what they answered, wrote and drew for "
        "themselves, their name, their codes and phones. What they wrote into the team's own lists "
        "stays. Numbers that a result has shown together with others stay as well, under nobody's "
        "name: else who kept the result could work the answer out. Make the reports and the "
        "backups anew then.",
    )
    what = erase.add_mutually_exclusive_group(required=True)
    what.add_argument("--person", default="", metavar="ID", help="all of this person")
    what.add_argument("--return-code", default="", metavar="CODE", help="all of who has this code")
    what.add_argument("--team", default="", metavar="ID", help="all that a team has")
    what.add_argument("--record", default="", metavar="ID", help="one record, such as an idea")
    erase.add_argument(
        "--name-too",
        action="store_true",
        help="put “a member” also for a single word of the name in what others wrote, where "
        "nobody else has it in theirs; the whole name, in any spelling, is replaced in any case",
    )
    erase.add_argument("--why", default="", metavar="TEXT", help="kept with the erasure; no names")
    erase.add_argument("--dry-run", action="store_true", help="say what would go only")
    erase.set_defaults(run=_erase)
    return erase


def _add_hold(words: Words) -> argparse.ArgumentParser:
    hold: argparse.ArgumentParser = words.add_parser(
        "hold", help="a legal hold: nothing is erased until it is lifted"
    )
    what = hold.add_mutually_exclusive_group(required=True)
    what.add_argument("--team", default="", metavar="ID", help="what this team has")
    what.add_argument("--all", action="store_true", help="the whole program")
    do = hold.add_mutually_exclusive_group(required=True)
    do.add_argument("--why", default="", metavar="TEXT", help="the reason, told to who erases")
    do.add_argument("--lift", action="store_true", help="lift the hold")
    hold.set_defaults(run=_hold)
    return hold


def _add_retention(words: Words) -> argparse.ArgumentParser:
    retention: argparse.ArgumentParser = words.add_parser(
        "retention",
        help="erase people's own answers that are older than a day",
        description="Erase what people answered, wrote and drew for themselves and last changed "
        "before a day, and the people who said nothing since; their names go from what others "
        "wrote. What a team keeps together stays. Numbers that were shown in one result go once "
        "all of them are that old, as else one could be worked out.",
    )
    retention.add_argument("--before", type=_day, required=True, metavar="DATE",
                           help="such as 2025-12-31")  # fmt: skip
    retention.add_argument("--why", default="", metavar="TEXT", help="kept with the erasure")
    retention.add_argument("--dry-run", action="store_true", help="say what would go only")
    retention.set_defaults(run=_retention)
    return retention


def _erase(options: argparse.Namespace) -> int:
    from ciwidgets.enrolment import current_program
    from ciwidgets.store.choosing import Asked
    from ciwidgets.store.erasing import erase

    with Store(options.url(options)) as store:
        person = _by_code(store, options.return_code) if options.return_code else options.person
        asked = Asked(person_id=person, team_id=options.team, record_id=options.record)
        if options.team and not erase(store, asked, dry_run=True).records:
            # One that left the program may still have records; of a slip there is nothing.
            team_of(current_program(store), options.team)
        return _do(store, asked, options)


def _by_code(store: Store, code: str) -> str:
    from ciwidgets.model import Person, normalise_code, secret_hash

    found = store.look_up(Person, secret_hash(normalise_code(code)))
    if not found:
        raise CiwidgetsError(
            "Nobody has that return code, so nothing was erased. It has eight letters and numbers, "
            "such as K7M2-Q9XD."
        )
    return found[0].record_id


def _retention(options: argparse.Namespace) -> int:
    from ciwidgets.store.choosing import Asked

    with Store(options.url(options)) as store:
        return _do(store, Asked(before=options.before), options)


def _do(store: Store, asked: Asked, options: argparse.Namespace) -> int:
    from ciwidgets.store.backup import copies_near
    from ciwidgets.store.erasing import erase

    name_too = getattr(options, "name_too", False)
    done = erase(store, asked, why=options.why, name_too=name_too, dry_run=options.dry_run)
    count = sum(done.records.values())
    kinds = ", ".join(f"{kind} {number:,}" for kind, number in done.records.items())
    said = "Would be erased" if options.dry_run else "Erased"
    if count:
        print(f"{said}: {_records(count)} ({kinds}).")
    else:
        why = "" if done.held else ", for there is nothing of the kind here, or not any more"
        print(f"{said}: nothing{why}.")
    if done.numbers:
        print(
            f"{_records(done.numbers)} of numbers stay, under nobody's name once their people are "
            "erased: a result has shown them together with numbers that stay."
        )
    if done.renamed:
        print(f"“a member” stands for the name in {_records(done.renamed)} of others.")
    for team in done.held:
        print(f"Passed over: {team}, which a legal hold keeps.")
    file = store.backend.file
    copies = [str(one) for one in copies_near(file)] if file else []
    if left := _after(done, copies, is_done=not options.dry_run):
        print(left, file=sys.stderr)
    return 0 if done.is_packed or options.dry_run else 1


def _after(done: Done, copies: list[str], *, is_done: bool) -> str:
    """Return what is left to do by hand."""
    lines = []
    if is_done and not done.is_packed:
        lines.append(
            "The store was in use, so the file could not be written anew. What was erased is "
            "overwritten, but close the pages and run this once more with another --why to be sure."
        )
    if done.still_said:
        lines.append("The same words, or the name, stand in what others wrote. Look at:")
        lines += [f"  {kind} {record_id}" for kind, record_id in done.still_said]
        lines.append(
            "`ciwidgets erase --record ID` erases one of these; --name-too, said with --person, "
            "puts “a member” for a part of the name too, where nobody else has it in theirs."
        )
    if done.teams:
        teams = ", ".join(team for team in done.teams if team) or "the program"
        lines.append(
            f"Make anew, and take back: reports of {teams}, the summaries and pages of all teams "
            f"(occasions: {', '.join(done.occasions) or 'none'}), with `ciwidgets report --all`; "
            "and files that were exported."
        )
        near = f"delete these: {', '.join(copies)}; and look" if copies else "look"
        lines.append(
            "Copies made before hold what was erased. Make a new backup with `ciwidgets backup`, "
            f"then {near} wherever else you keep copies."
        )
    return "\n".join(lines)


def _hold(options: argparse.Namespace) -> int:
    from ciwidgets.enrolment import STAFF, current_program
    from ciwidgets.model import Draft, Hold, new_id, record_id_for

    with Store(options.url(options)) as store:
        if options.team:
            team_of(current_program(store), options.team)
        record_id = record_id_for("hold", options.team)
        before = store.get(record_id)
        body = Hold(why=options.why, is_on=not options.lift)
        revision = before.revision if before else 0
        store.append(
            [Draft(record_id, body, new_id(), options.team, STAFF, base_revision=revision)]
        )
    what = options.team or "The whole program"
    today = datetime.now(UTC).date()
    print(f"{what}: the hold is {'lifted' if options.lift else 'on'} since {today}.")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2025-12-31") from None


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count:,} records"
