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

from ciwidgets.errors import CiwidgetsError, StoreUnavailable
from ciwidgets.exporting import add_export
from ciwidgets.importing import Words, add_import
from ciwidgets.reporting import add_report
from ciwidgets.store import DEFAULT_URL, URL_VARIABLE, Store, absolute_url

_FILE = "sqlite:///"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 with one plain sentence on stderr, or 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except CiwidgetsError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was finished is kept.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ciwidgets", description="Workbooks for teams that work on the opioid crisis together."
    )
    words = parser.add_subparsers(required=True, metavar="COMMAND")

    for add in (_add_init, _add_serve, _add_report, _add_codes, _add_import, _add_export,
                _add_paper, _add_public, _add_demo):  # fmt: skip
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
    serve = words.add_parser("serve", help="serve the workbooks to a room")
    _add_store(serve)
    _add_address(serve)
    serve.set_defaults(run=_serve)


def _add_report(words: Words) -> None:
    add_report(words, _add_store, _store_there)


def _add_codes(words: Words) -> None:
    codes = words.add_parser("codes", help="print the codes of the occasion going on")
    codes.add_argument("--every-occasion", action="store_true", help="print those of all occasions")
    _add_store(codes)
    codes.set_defaults(run=_codes)


def _add_import(words: Words) -> None:
    add_import(words, _add_store, _store_url)


def _add_export(words: Words) -> None:
    add_export(words, _add_store, _store_there)


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
    demo = words.add_parser("demo", help="load the made-up program, write its reports, serve it")
    demo.add_argument("--out", type=Path, default=Path("out"), help="the folder to write into")
    demo.add_argument("--no-serve", action="store_true", help="stop after the reports")
    _add_address(demo)
    demo.set_defaults(run=_demo)


def _add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--store",
        default="",
        metavar="URL",
        help=f"the store (default: CIWIDGETS_STORE, else {DEFAULT_URL})",
    )


def _add_address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=8866)
    parser.add_argument("--base-url", default="/", help="the path below which everything is served")
    parser.add_argument(
        "--public-url",
        default="",
        metavar="URL",
        help="what the QR codes show",
    )


def _store_url(options: argparse.Namespace) -> str:
    # Whole, because the pages' kernels and the reports' run in folders of their own.
    return absolute_url(options.store or os.environ.get(URL_VARIABLE) or DEFAULT_URL)


def _store_there(options: argparse.Namespace) -> str:
    """Return the store's address, for words that read: a name mistyped must not make a store.

    Raises:
        StoreUnavailable: for a file that does not exist.
    """
    url = _store_url(options)
    file = Path(url.removeprefix(_FILE))
    if url.startswith(_FILE) and url != _FILE and file.name != ":memory:" and not file.exists():
        typed = options.store or os.environ.get(URL_VARIABLE) or DEFAULT_URL
        raise StoreUnavailable(
            f"There is no store {typed.removeprefix(_FILE)} here. `ciwidgets init` makes one; "
            "one that is elsewhere is named with --store or in CIWIDGETS_STORE."
        )
    return url


def _init(options: argparse.Namespace) -> int:
    from ciwidgets.enrolment import load_program
    from ciwidgets.formats.program_file import read_program
    from ciwidgets.opening import load_sample_program

    if options.samples:
        with Store(_store_url(options)) as store:
            load_sample_program(store)
        print("The made-up sample program is loaded.")
        return 0
    program = read_program(options.program)
    with Store(_store_url(options)) as store:
        print("\n".join(load_program(store, program).sentences()))
    return 0


def _serve(options: argparse.Namespace) -> int:
    from ciwidgets.enrolment import current_program
    from ciwidgets.serving.app import make_server
    from ciwidgets.serving.reach import greeting, refuse_a_port_in_use

    refuse_a_port_in_use(options.host, options.port)
    url = _store_url(options)
    with Store(url) as store:
        current_program(store)  # a store without a program is said now, not to a hundred phones
        hello = greeting(
            store,
            host=options.host,
            port=options.port,
            base_url=options.base_url,
            public_url=options.public_url,
        )
    server = make_server(
        url,
        host=options.host,
        port=options.port,
        base_url=options.base_url,
        public_url=hello.public_url,
    )
    print(hello.text, flush=True)
    server.start()
    return 0


def _codes(options: argparse.Namespace) -> int:
    from ciwidgets.serving.reach import code_table

    with Store(_store_there(options)) as store:
        print(code_table(store, every_occasion=options.every_occasion))
    return 0


def _paper(options: argparse.Namespace) -> int:
    from ciwidgets.enrolment import current_program
    from ciwidgets.reports.paper import paper_workbooks, write_paper_twin

    with Store(_store_there(options)) as store:
        program = current_program(store)
    for workbook in paper_workbooks() if options.all else [options.workbook]:
        print(write_paper_twin(program, workbook, options.out, options.team))
    return 0


def _public(options: argparse.Namespace) -> int:
    from ciwidgets.reports.public_page import write_public_pages

    with Store(_store_there(options)) as store:
        for team in options.team:
            print(*write_public_pages(store, team, options.out), sep="\n")
    return 0


def _demo(options: argparse.Namespace) -> int:
    options.out.mkdir(parents=True, exist_ok=True)
    options.store = f"sqlite:///{options.out / 'demo.db'}"
    options.samples = True
    reports = ["report", "--all", "--out", str(options.out), "--store", options.store]
    done = _init(options) or main(reports)
    if not done:
        print(
            f"For PDF, Word, Excel and CSV as well: ciwidgets {shlex.join(reports)} --formats all"
        )
    return done if done or options.no_serve else _serve(options)


if __name__ == "__main__":
    raise SystemExit(main())
