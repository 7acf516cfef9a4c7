"""What can go wrong, each with a sentence for the person who meets it.

    CiwidgetsError
    ├── ProgramError          the program file has a mistake (line, what was expected, what to do)
    ├── FileRefused           a file somebody brought cannot be read (line, reason, cure)
    ├── NotAllowed            this person may not do that, here or now
    ├── BadMessage            a page sent something that is not of the agreed form
    ├── StoreError
    │   ├── StoreUnavailable  locked, read-only, full, missing or not ours
    │   ├── StoreWentBack     a backup was put in its place: what was read of it no longer holds
    │   ├── SchemaMismatch    written by a newer or an older version
    │   ├── Conflict          someone else saved this record first
    │   ├── RecordGone        the record to be changed is not there any more
    │   └── RequestReused     one request id was used for two different contents
    └── ReportError           a report could not be made

The text of each error says what happened, what was expected and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ciwidgets.model import Body, Draft, Entry


class CiwidgetsError(Exception):
    """The root of every error this package raises on purpose."""


class ProgramError(CiwidgetsError):
    """A mistake in the program file."""


class FileRefused(CiwidgetsError):
    """A file that cannot be read as what it was said to be."""


class NotAllowed(CiwidgetsError):
    """An action this person may not take, here or now."""


class BadMessage(CiwidgetsError):
    """A message from a page that is not of the agreed form."""


class StoreError(CiwidgetsError):
    """The root of the store's errors."""


class StoreUnavailable(StoreError):
    """The store cannot be opened, read or written now."""


class StoreWentBack(StoreError):
    """The store is not the one that was read: a backup was put in its place meanwhile."""


class SchemaMismatch(StoreError):
    """The store was written by another version of this package."""


class Conflict(StoreError):
    """Someone else saved this record first; nothing of either version is lost."""

    def __init__(self, mine: Draft, theirs: Entry[Body]) -> None:
        """Keep both versions, so that a person can choose."""
        super().__init__(
            f"The {theirs.kind} {theirs.record_id} was saved by someone else "
            f"(revision {theirs.revision}) after you opened it (revision {mine.base_revision}). "
            "Look at both versions and save again on top of the newer one."
        )
        self.mine = mine
        self.theirs = theirs


class RecordGone(StoreError):
    """The record to be changed is not in the store: erased, or newer than a backup put back."""

    def __init__(self, mine: Draft) -> None:
        """Keep what was to be saved."""
        super().__init__(
            f"There is no {mine.kind} {mine.record_id} to change (revision "
            f"{mine.base_revision} was named). Save it as a new one, from revision 0."
        )
        self.mine = mine


class RequestReused(StoreError):
    """One request id came with two different contents."""


class ReportError(CiwidgetsError):
    """A report that could not be made."""


class WrongRequest(ReportError):
    """Something was asked for that there is not: said before anything was made."""
