"""The command: ``ciwidgets init | serve | report | import | export | codes | paper | public | …``.

Law: imports everything but ``visit`` and ``widgets``; each word of the command is one function.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ciwidgets.errors import CiwidgetsError, StoreUnavailable, WrongRequest
from ciwidgets.usage import CommandLine

Words = Any  # argparse does not name the type of its own subparsers in public

_FILE = "sqlite:///"


# Words are imported inside ``main``: while they load, Ctrl-C is answered as at any time.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 with one plain sentence on stderr, or 2 for wrong usage."""
    try:
        options = _parser().parse_args(arguments)
        return int(options.run(options))
    except WrongRequest as error:
        print(error, file=sys.stderr)
        return 2
    except CiwidgetsError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = CommandLine(
        prog="ciwidgets", description="Workbooks for teams that work on the opioid crisis together."
    )
    words = parser.add_subparsers(required=True, metavar="COMMAND")

    for add in (_add_init, _add_serve, _add_report, _add_codes, _add_import, _add_export,
                _add_paper, _add_public, _add_demo, _add_keeping):  # fmt: skip
        add(words)
    return parser


def _add_init(words: Words) -> None:
    init = words.add_parser("init", help="load a program file into the store; safe after an edit")
    what = init.add_mutually_exclusive_group(required=True)
    what.add_argument("program", type=Path, nargs="?", help="the program file: program.toml")
    what.add_argument("--samples", action="store_true", help="the made-up program and its year")
    _add_store(init)
    init.set_defaults(run=_init)


def _add_serve(words: Words) -> None:
    from ciwidgets.serving.command import add_proxy, add_serve

    add_serve(words, _add_store, _store_url)
    add_proxy(words)


def _add_report(words: Words) -> None:
    from ciwidgets.commands.reporting import add_report

    add_report(words, _add_store, _store_there)


def _add_codes(words: Words) -> None:
    codes = words.add_parser("codes", help="print the codes of the occasion going on")
    codes.add_argument("--every-occasion", action="store_true", help="print those of all occasions")
    codes.add_argument(
        "--cards", type=Path, metavar="FILE", help="write a card for each table: .html or .pdf"
    )
    codes.add_argument("--occasion", default="", metavar="ID", help="whose codes are on the cards")
    codes.add_argument(
        "--public-url",
        default=os.environ.get("CIWIDGETS_PUBLIC_URL", ""),
        metavar="URL",
        help="the address that the cards lead to (default: CIWIDGETS_PUBLIC_URL)",
    )
    codes.add_argument("--paper", choices=("letter", "a4"), default="letter", help="of a PDF")
    _add_store(codes)
    codes.set_defaults(run=_codes)


def _add_import(words: Words) -> None:
    from ciwidgets.commands.importing import add_import

    add_import(words, _add_store, _store_url)


def _add_export(words: Words) -> None:
    from ciwidgets.commands.exporting import add_export

    add_export(words, _add_store, _store_there)


def _add_keeping(words: Words) -> None:
    from ciwidgets.commands.keeping import add_keeping

    add_keeping(words, _add_store, _store_url, _store_there)


def _add_paper(words: Words) -> None:
    paper = words.add_parser("paper", help="write a workbook's steps as pages to print")
    which = paper.add_mutually_exclusive_group()
    which.add_argument("--workbook", default="needs_assessment", metavar="NAME")
    which.add_argument("--all", action="store_true", help="every workbook that has steps")
    paper.add_argument("--team", default="", metavar="ID", help="this team's name on every sheet")
    paper.add_argument("--out", type=Path, required=True, help="the folder to write into")
    _add_store(paper)
    paper.set_defaults(run=_paper)


def _add_public(words: Words) -> None:
    public = words.add_parser("public", help="write a team's page and cards for the public day")
    public.add_argument("--team", action="append", required=True, metavar="ID", help="this team")
    public.add_argument("--out", type=Path, required=True, help="the folder to write into")
    _add_store(public)
    public.set_defaults(run=_public)


def _add_demo(words: Words) -> None:
    from ciwidgets.serving.command import add_address

    demo = words.add_parser("demo", help="load the made-up program, write its reports, serve it")
    demo.add_argument("--out", type=Path, default=Path("out"), help="the folder to write into")
    demo.add_argument("--no-serve", action="store_true", help="stop after the reports")
    add_address(demo)
    demo.set_defaults(run=_demo)


def _add_store(parser: argparse.ArgumentParser) -> None:
    from ciwidgets.store import DEFAULT_URL

    parser.add_argument(
        "--store",
        default="",
        metavar="URL",
        help=f"the store (default: CIWIDGETS_STORE, else {DEFAULT_URL})",
    )


def _store_url(options: argparse.Namespace) -> str:
    from ciwidgets.store import DEFAULT_URL, URL_VARIABLE, absolute_url

    # Whole, because the pages' kernels and the reports' run in folders of their own.
    return absolute_url(options.store or os.environ.get(URL_VARIABLE) or DEFAULT_URL)


def _store_there(options: argparse.Namespace) -> str:
    """Return the store's address, for words that read: a name mistyped must not make a store.

    Raises:
        StoreUnavailable: for a file that does not exist.
    """
    from ciwidgets.store import DEFAULT_URL, URL_VARIABLE
    from ciwidgets.store.failures import nothing_at

    url = _store_url(options)
    file = Path(url.removeprefix(_FILE))
    if url.startswith(_FILE) and url != _FILE and file.name != ":memory:" and not file.exists():
        typed = options.store or os.environ.get(URL_VARIABLE) or DEFAULT_URL
        raise StoreUnavailable(nothing_at(f"{typed.removeprefix(_FILE)} here"))
    return url


def _init(options: argparse.Namespace) -> int:
    from ciwidgets.enrolment import load_program
    from ciwidgets.formats.program_file import read_program
    from ciwidgets.formats.program_spanish import shown_in_english
    from ciwidgets.opening import load_sample_program
    from ciwidgets.store import Store

    if options.samples:
        with Store(_store_url(options)) as store:
            load_sample_program(store)
        print("The made-up sample program is loaded.")
        return 0
    program = read_program(options.program)
    with Store(_store_url(options)) as store:
        print("\n".join([*load_program(store, program).sentences(), *shown_in_english(program)]))
    return 0


def _codes(options: argparse.Namespace) -> int:
    from ciwidgets.reports.paper.table_cards import write_table_cards
    from ciwidgets.serving.reach import checked_url, code_table
    from ciwidgets.store import Store

    with Store(_store_there(options)) as store:
        if options.cards:
            if not options.public_url:
                raise WrongRequest(
                    "A card leads to the forum's address. Add --public-url with it, such as "
                    "--public-url http://192.168.1.20:8866/."
                )
            url = checked_url(options.public_url)
            print(write_table_cards(store, options.cards, url, options.occasion, options.paper))
        else:
            print(code_table(store, every_occasion=options.every_occasion))
    return 0


def _paper(options: argparse.Namespace) -> int:
    from ciwidgets.enrolment import current_program
    from ciwidgets.reports.paper import paper_workbooks, write_paper_twin
    from ciwidgets.store import Store

    with Store(_store_there(options)) as store:
        program = current_program(store)
    for workbook in paper_workbooks() if options.all else [options.workbook]:
        print(write_paper_twin(program, workbook, options.out, options.team))
    return 0


def _public(options: argparse.Namespace) -> int:
    from ciwidgets.reports.public_page import nothing_public, write_public_pages
    from ciwidgets.store import Store

    with Store(_store_there(options)) as store:
        for team in options.team:
            print(*write_public_pages(store, team, options.out), sep="\n")
            if said := nothing_public(store, team):
                print(said)
    return 0


def _demo(options: argparse.Namespace) -> int:
    from ciwidgets.serving.command import serve

    options.out.mkdir(parents=True, exist_ok=True)
    options.store = f"sqlite:///{options.out / 'demo.db'}"
    options.samples = options.rehearsal = True
    reports = ["report", "--all", "--out", str(options.out), "--store", options.store]
    done = _init(options) or main(reports)
    if not done:
        print(
            f"For Excel, CSV and the notebooks as well: {_typed()} {shlex.join(reports)} "
            "--formats all"
        )
    return done if done or options.no_serve else serve(options, _store_url(options))


def _typed() -> str:
    """Return how this command was begun, for somebody to begin it again."""
    name = Path(sys.argv[0]).name
    return sys.argv[0] if name.startswith("ciwidgets") else "ciwidgets"


if __name__ == "__main__":
    raise SystemExit(main())
