"""The folder of a batch: what is there already, and what came of a report put in its place."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from ciwidgets.reports.batch.files import remove_unfinished, write_whole
from ciwidgets.reports.batch.job import PUBLIC, Job, Outcome
from ciwidgets.reports.batch.manifest import Made, Row, Status
from ciwidgets.reports.batch.plan import BatchPlan
from ciwidgets.reports.documents.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PUBLIC_SUFFIXES: Final = {"html": ".html", "cards": ".cards.html"}
_NOTES = ".made"
_FAILED = "failed"


class Folder:
    """A folder of reports.

    Beside them lie notes, in ``.made``: from what each was made, and the hash of each of its files,
    empty for one that has nothing to say. A note is written after its files, so a run that was
    killed makes the report again.
    """

    def __init__(self, out: Path) -> None:
        """Name the folder; nothing is made yet."""
        self._out = out

    @property
    def lock(self) -> Path:
        """The file that one run at a time holds."""
        return self._out / _NOTES / "lock"

    def kept_plan(self) -> BatchPlan | None:
        """Return the plan of the last batch, None where there is none of this version."""
        try:
            return BatchPlan.from_json(self._plan_path.read_text(encoding="utf-8"))
        except (OSError, UnicodeError):
            return None

    def keep_plan(self, plan: BatchPlan) -> None:
        """Keep the plan of this batch for the next."""
        write_whole(self._plan_path, plan.to_json())

    def clean_up(self) -> None:
        """Remove the unfinished files of a run that was killed."""
        notes = self._out / _NOTES
        tops = [self._out, self._out / _FAILED, notes, notes / "notes"]
        remove_unfinished(*(top / name for top in tops for name in ("", "faculty", "public")))

    def unchanged(self, job: Job, made_from: str) -> Row | None:
        """Return the row of a report that is there as it would be made now, else None."""
        noted = self._note(job).get(made_from, {})
        if not set(job.formats) <= set(noted) or self._still_there(job, noted) != noted:
            return None
        return self._row(job, noted)

    def settle(self, job: Job, made_from: str, outcome: Outcome) -> Row:
        """Write what came of a report, and return its row.

        Raises:
            ReportError: when the folder cannot be written.
        """
        if outcome.reason:
            return self._settle_failed(job, outcome)
        note = self._note(job)
        files = self._still_there(job, note.get(made_from, {}))
        for name in [name for noted in note.values() for name in noted if name not in files]:
            # Made of another state of things: beside the new ones it would tell two stories.
            if name not in job.formats:
                self._path(job, name).unlink(missing_ok=True)
        for name in job.formats:
            files.pop(name, None)
            if name in outcome.files:
                files[name] = self._write(job, name, outcome.files[name])
            elif name in outcome.reasons:
                self._move_away(job, name)
            else:
                files[name] = ""
                self._path(job, name).unlink(missing_ok=True)
        write_whole(self._note_path(job), json.dumps({"made_from": made_from, "files": files}))
        self._failed(f"{job.id}.ipynb").unlink(missing_ok=True)
        return self._row(job, files, outcome)

    def _row(self, job: Job, files: Mapping[str, str], outcome: Outcome | None = None) -> Row:
        reasons = outcome.reasons if outcome else {}
        told = [
            Made(name, f"{job.id}{suffix}" if files.get(name) else "", files.get(name, ""),
                 reasons.get(name, ""))
            for name, suffix in suffixes_of(job).items()
            if files.get(name) or name in reasons
        ]  # fmt: skip
        status: Status = "unchanged" if outcome is None else "partly" if reasons else "done"
        seconds = outcome.seconds if outcome else 0.0
        return Row(job.id, job.kind, job.name, status, seconds, files=tuple(told), team=job.team)

    def _settle_failed(self, job: Job, outcome: Outcome) -> Row:
        self._note_path(job).unlink(missing_ok=True)
        for name in suffixes_of(job):
            self._move_away(job, name)
        if outcome.notebook:
            write_whole(self._failed(f"{job.id}.ipynb"), outcome.notebook)
        return Row(
            job.id, job.kind, job.name, "failed", outcome.seconds, outcome.reason, team=job.team
        )

    def _write(self, job: Job, name: str, content: bytes) -> str:
        write_whole(self._path(job, name), content)
        self._earlier(job, name).unlink(missing_ok=True)
        return hashlib.sha256(content).hexdigest()

    def _move_away(self, job: Job, name: str) -> None:
        """Put aside an earlier run's file: it must not pass for this one's."""
        path, earlier = self._path(job, name), self._earlier(job, name)
        if path.exists():
            earlier.parent.mkdir(parents=True, exist_ok=True)
            path.replace(earlier)

    def _still_there(self, job: Job, noted: Mapping[str, str]) -> dict[str, str]:
        """Return the part of a note whose files are as they were written."""
        return {
            name: told for name, told in noted.items() if _hash_of(self._path(job, name)) == told
        }

    @property
    def _plan_path(self) -> Path:
        return self._out / _NOTES / "plan.json"

    def _path(self, job: Job, name: str) -> Path:
        return self._out / f"{job.id}{suffixes_of(job)[name]}"

    def _earlier(self, job: Job, name: str) -> Path:
        path = self._failed(f"{job.id}{suffixes_of(job)[name]}")
        return path.with_name(f"earlier-{path.name}")

    def _failed(self, name: str) -> Path:
        return self._out / _FAILED / name

    def _note_path(self, job: Job) -> Path:
        return self._out / _NOTES / "notes" / f"{job.id}.json"

    def _note(self, job: Job) -> dict[str, dict[str, str]]:
        """Return the hashes of a report's files by format, under what they were made from."""
        try:
            found = json.loads(self._note_path(job).read_text(encoding="utf-8"))
            made_from, files = str(found["made_from"]), dict(found["files"])
        except (OSError, ValueError, KeyError, TypeError):
            return {}
        known = suffixes_of(job)
        return {made_from: {name: str(told) for name, told in files.items() if name in known}}


def suffixes_of(job: Job) -> dict[str, str]:
    """Return how the files of a report can end, by format."""
    if job.kind == PUBLIC:
        return PUBLIC_SUFFIXES
    return {name: one.suffix for name, one in FORMATS.items()}


def _hash_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
