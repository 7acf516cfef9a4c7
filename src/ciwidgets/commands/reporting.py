"""``ciwidgets report``: every team's report and faculty's documents, in every format.

Law: imports reports, and serving for its kernels; only the command imports it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ciwidgets.lookup import meant
from ciwidgets.reports.documents.formats import FORMATS, USUAL

Words = Any  # argparse does not name the type of its own subparsers in public
StoreOption = Callable[[argparse.ArgumentParser], None]
StoreUrl = Callable[[argparse.Namespace], str]

_STOPPED = 130
# What people call a format by, where its name is another.
_PROGRAMS = {"word": "docx", "excel": "xlsx", "web": "html", "notebook": "ipynb", "zip": "csv"}


def add_report(words: Words, store_option: StoreOption, store_url: StoreUrl) -> None:
    """Add the word ``report``; both callables are those of the other words."""
    report = words.add_parser(
        "report",
        help="write reports for every team and the faculty, in every format",
        description="Write reports. What has not changed since the last run is not made again. "
        "The command ends with 0, with 1 where something failed, or with 2 where it was typed "
        "wrongly.",
    )
    which = report.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--all",
        action="store_true",
        help="every team, the documents for faculty and the pages for the public day",
    )
    which.add_argument("--team", action="append", metavar="ID", help="this team; may be repeated")
    report.add_argument("--out", type=Path, required=True, help="the folder to write into")
    report.add_argument(
        "--as-of",
        default="",
        metavar="OCCASION",
        help="as things stood at its end; pages for the public day tell of now and are left out",
    )
    report.add_argument(
        "--formats",
        type=formats_named,
        default=USUAL,
        metavar="NAMES",
        help=f"{', '.join(FORMATS)} or all, with commas between (default: {','.join(USUAL)})",
    )
    _add_ways(report)
    store_option(report)
    report.set_defaults(run=report_command, url=store_url)


def _add_ways(report: argparse.ArgumentParser) -> None:
    report.add_argument(
        "--notebook", type=Path, metavar="FILE", help="a changed copy of one of the reports"
    )
    report.add_argument(
        "-p",
        dest="parameters",
        action="append",
        nargs=2,
        default=[],
        metavar=("NAME", "VALUE"),
        help="a parameter of that notebook beside the team and the moment; may be repeated",
    )
    report.add_argument("--force", action="store_true", help="make again what has not changed")
    report.add_argument(
        "--jobs", type=_count, default=0, metavar="COUNT", help="how many at once (0: one a core)"
    )
    report.add_argument(
        "--dask", default="", metavar="ADDRESS", help="let other machines do it: their scheduler"
    )
    report.add_argument(
        "--time-limit",
        type=_seconds,
        default=120.0,
        metavar="SECONDS",
        help="for each report (default: 120); faculty's documents have more, the more teams "
        "there are",
    )
    report.add_argument("--log", action="store_true", help="a line as each report begins and ends")


def formats_named(text: str) -> tuple[str, ...]:
    """Return the formats of a list such as ``html,pdf``, in the order they are offered.

    Raises:
        ArgumentTypeError: for what is no format, with the nearest.
    """
    names = [one.strip().lower() for one in text.split(",") if one.strip()]
    for name in names:
        if name not in FORMATS and name != "all":
            hint = meant(_PROGRAMS.get(name, name), [*FORMATS, "all"])
            raise argparse.ArgumentTypeError(
                f"{name!r} is no format.{hint} There are {', '.join(FORMATS)}, and all."
            )
    if not names:
        raise argparse.ArgumentTypeError(f"Name one or more of {', '.join(FORMATS)}, or all.")
    return tuple(one for one in FORMATS if one in names or "all" in names)


def report_command(options: argparse.Namespace) -> int:
    """Write the reports; return 0, 1 when something failed, 130 when it was stopped."""
    from ciwidgets.reports.batch.jobs import Asked
    from ciwidgets.reports.batch.progress import Progress
    from ciwidgets.reports.batch.run import run_batch

    asked = Asked(
        teams=None if options.all else options.team,
        as_of=options.as_of,
        formats=options.formats,
        notebook=options.notebook,
        parameters=dict(options.parameters),
        time_limit=options.time_limit,
    )
    url = options.url(options)
    progress = Progress(bar=True, log=options.log)
    try:
        manifest = run_batch(
            url,
            asked,
            options.out,
            jobs=options.jobs or None,
            workers=_elsewhere(options.dask, url),
            kernels=_kernels,
            force=options.force,
            progress=progress,
        )
    except KeyboardInterrupt:
        print(_stopped(len(progress.made)), file=sys.stderr)
        return _STOPPED
    print(manifest.summary())
    print(f"See {options.out / 'index.html'}.")
    return 0 if manifest.all_done and manifest.audit["passes"] else 1


def _stopped(made: int) -> str:
    if not made:
        return "Stopped before a report was made. The folder is as it was but for its first page."
    reports = "1 report was" if made == 1 else f"{made} reports were"
    return f"Stopped. {reports} made and kept; run the command again for the others."


def _elsewhere(address: str, url: str) -> Any:
    from ciwidgets.reports.batch.elsewhere import dask_workers

    return dask_workers(address, url) if address else None


def _kernels() -> Any:
    from ciwidgets.serving.kernels import template

    return template()


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of reports, such as 2.")
    return int(text)


def _seconds(text: str) -> float:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds, such as 120.")
    return float(text)
