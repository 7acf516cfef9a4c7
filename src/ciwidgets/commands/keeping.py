"""``ciwidgets backup | restore | upgrade``: keeping the record; the words that erase come along.

Law: imports ``erasing`` and the store; only the command imports it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ciwidgets.commands.erasing import add_erasing
from ciwidgets.store import Store

if TYPE_CHECKING:
    from ciwidgets.store.restoring import Restored

Words = Any  # argparse does not name the type of its own subparsers in public
StoreOption = Callable[[argparse.ArgumentParser], None]
StoreUrl = Callable[[argparse.Namespace], str]

_KEEP_SAFE = (
    "It holds everything people wrote, with names: keep it as safe as the store itself, and on "
    "another disk."
)


def add_keeping(
    words: Words, store_option: StoreOption, store_url: StoreUrl, store_there: StoreUrl
) -> None:
    """Add the words; the callables are those of the other words."""
    for parser in (_add_backup(words), _add_upgrade(words), *add_erasing(words)):
        store_option(parser)
        parser.set_defaults(url=store_there)
    restore = _add_restore(words)
    store_option(restore)
    restore.set_defaults(url=store_url)


def _place(word: str) -> Path:
    """Return the place somebody typed; what ends in a slash is a folder, made where it is not."""
    place = Path(word)
    if word.endswith("/"):
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise argparse.ArgumentTypeError(
                f"the folder {word} could not be made: {error.strerror}"
            ) from None
    return place


def _add_backup(words: Words) -> argparse.ArgumentParser:
    backup: argparse.ArgumentParser = words.add_parser(
        "backup",
        help="copy the store, also while it is in use",
        description="Copy the store, also while it is in use, and write its SHA-256 beside the "
        "copy. A store in a file becomes a file like it, one in PostgreSQL becomes JSON lines; "
        f"`ciwidgets restore` reads both. {_KEEP_SAFE}",
    )
    backup.add_argument(
        "--out",
        type=_place,
        required=True,
        metavar="FILE",
        help="the new file, or a folder in which it is named by the moment",
    )
    backup.set_defaults(run=_backup)
    return backup


def _add_restore(words: Words) -> argparse.ArgumentParser:
    restore: argparse.ArgumentParser = words.add_parser(
        "restore",
        help="put a backup in the store's place",
        description="Check a backup byte by byte and put it in the store's place. The store as it "
        "was is kept beside it under another name. One in PostgreSQL has to be a new database.",
    )
    restore.add_argument(
        "backup",
        type=Path,
        help="the file that `ciwidgets backup` wrote, or a folder: the newest in it with its note",
    )
    restore.add_argument(
        "--lose-newer",
        action="store_true",
        help="also where the store has entries that the backup lacks",
    )
    restore.add_argument(
        "--without-note",
        action="store_true",
        help="also where the backup's note is missing, so that nobody can tell whether it is whole",
    )
    restore.set_defaults(run=_restore)
    return restore


def _add_upgrade(words: Words) -> argparse.ArgumentParser:
    upgrade: argparse.ArgumentParser = words.add_parser(
        "upgrade", help="bring a store of an earlier version up to date; a backup comes first"
    )
    upgrade.add_argument(
        "--backup", type=_place, default=Path(), metavar="PLACE",
        help="where the backup goes: a new file or a folder (default: here)",
    )  # fmt: skip
    upgrade.set_defaults(run=_upgrade)
    return upgrade


def _backup(options: argparse.Namespace) -> int:
    from ciwidgets.store.backup import make_backup, note_of

    with Store(options.url(options)) as store:
        made = make_backup(store.backend, options.out)
    print(made.path)
    print(
        f"{made.entries:,} entries, SHA-256 {made.sha256}, also in {note_of(made.path).name}. "
        f"{_KEEP_SAFE}",
        file=sys.stderr,
    )
    return 0


def _restore(options: argparse.Namespace) -> int:
    from ciwidgets.store.restoring import newest_backup, restore_backup

    backup = newest_backup(options.backup)
    restored = restore_backup(
        backup,
        options.url(options),
        without_note=options.without_note,
        lose_newer=options.lose_newer,
    )
    found = restored.contents
    print(
        f"Restored from {backup}: {found.entries:,} entries of “{found.program}”, "
        f"people: {found.people:,}, teams: {len(found.teams)}, "
        f"from {found.first or 'no day'} to {found.last or 'no day'}."
    )
    print(_said_of_the_former(restored), file=sys.stderr)
    return 0


def _said_of_the_former(restored: Restored) -> str:
    if restored.aside is None:
        return "There was no store before."
    what = {
        None: "could not be read",
        0: "had nothing that the backup lacks",
    }.get(restored.only_there, f"has {restored.only_there:,} entries that the backup lacks")
    lines = [f"The former store {what}. It is kept as {restored.aside}."]
    for team_id, erasure in restored.erasures:
        again = {
            "person": f"erase --person {next(iter(erasure.people), '')}",
            "record": f"erase --record {erasure.record}",
            "before": f"retention --before {erasure.before}",
            "team": f"erase --team {team_id}",
        }[erasure.scope]
        lines.append(
            f"Since the backup was made something was erased; it is back now. Erase it again: "
            f"ciwidgets {again}"
        )
    return "\n".join(dict.fromkeys(lines))


def _upgrade(options: argparse.Namespace) -> int:
    from ciwidgets.store.migrating import upgrade_store

    done = upgrade_store(options.url(options), options.backup)
    if done.backup is None:
        print(f"The store has format {done.after}, which is that of this program.")
        return 0
    print(f"The store went from format {done.before} to {done.after}.")
    print(f"As it was before, it is in {done.backup.path}.", file=sys.stderr)
    return 0
