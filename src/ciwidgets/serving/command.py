"""``ciwidgets serve`` and ``ciwidgets proxy``: the words, and what they do."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from ciwidgets.errors import CiwidgetsError
from ciwidgets.serving.reach import base_path
from ciwidgets.store import Store
from ciwidgets.usage import whole_number

Words = Any  # argparse does not name the type of its own subparsers in public
_PORT = 8866


def add_serve(
    words: Words,
    store_option: Callable[[argparse.ArgumentParser], None],
    store_url: Callable[[argparse.Namespace], str],
) -> None:
    """Add the word ``serve``; both callables are those of the other words."""
    parser = words.add_parser("serve", help="serve the workbooks to a room")
    store_option(parser)
    add_address(parser)
    parser.add_argument(
        "--rehearsal",
        action="store_true",
        help="of a made-up program: twelve made-up people answer when a facilitator lets them",
    )
    parser.set_defaults(run=lambda options: serve(options, store_url(options)))


def add_proxy(words: Words) -> None:
    """Add the word ``proxy``."""
    parser = words.add_parser("proxy", help="print what stands in front of `ciwidgets serve`")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--nginx", action="store_true", help="a configuration for nginx")
    which.add_argument("--systemd", action="store_true", help="a unit for systemd")
    add_address(parser)
    parser.set_defaults(run=_proxy)


def add_address(parser: argparse.ArgumentParser) -> None:
    """Add what says where, and for how many."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=whole_number(1, 65535), default=_PORT)
    parser.add_argument(
        "--base-url",
        type=base_path,
        default="/",
        help="the path below which everything is served",
    )
    parser.add_argument("--public-url", default="", metavar="URL", help="what the QR codes show")
    parser.add_argument(
        "--workers",
        type=whole_number(1),
        default=1,
        metavar="N",
        help="server processes behind a proxy, at this port and those after it; on PostgreSQL",
    )
    parser.add_argument(
        "--most-pages",
        type=whole_number(1),
        default=0,
        metavar="N",
        help="how many pages may be open at a time (default: one for each 50 MB in three quarters "
        "of the free memory)",
    )


def serve(options: argparse.Namespace, url: str) -> int:
    """Serve a store until told to stop.

    Raises:
        CiwidgetsError: where that cannot be done, in words that say what to change.
    """
    from ciwidgets.enrolment import current_program
    from ciwidgets.serving.admission import most_pages
    from ciwidgets.serving.made_up_people import made_up_people
    from ciwidgets.serving.reach import greeting, refuse_a_port_in_use
    from ciwidgets.serving.workers import refuse_what_cannot_be
    from ciwidgets.store.checking import check_store

    count = options.workers
    refuse_what_cannot_be(url, count, options.public_url)
    for number in range(count):
        refuse_a_port_in_use(options.host, options.port + number)
    check_store(url)  # a damaged one is named now, with the backup to restore
    with Store(url, make=False) as store:
        # A store without a program is said now, not to a hundred phones.
        program = current_program(store)
        if options.rehearsal and not program.made_up:
            raise CiwidgetsError(
                f"--rehearsal: the program {program.name!r} is a real one, and no made-up people "
                "come into it. Serve it without --rehearsal; to practise, run: ciwidgets demo"
            )
        hello = greeting(
            store,
            host=options.host,
            port=options.port,
            base_url=options.base_url,
            public_url=options.public_url,
        )
    print(hello.text, flush=True)
    most = options.most_pages or most_pages()
    run = _serve_alone if count == 1 else _serve_together
    with made_up_people(url) if options.rehearsal else nullcontext():
        return run(options, url, hello.public_url, most)


def _serve_alone(options: argparse.Namespace, url: str, public_url: str, most: int) -> int:
    from ciwidgets.serving.app import make_server

    make_server(
        url,
        host=options.host,
        port=options.port,
        base_url=options.base_url,
        public_url=public_url,
        most=most,
    ).start()
    return 0


def _serve_together(options: argparse.Namespace, url: str, public_url: str, most: int) -> int:
    from ciwidgets.serving.workers import Served, Workers

    first = Served(
        store_url=url,
        cookie_secret="",
        host=options.host,
        port=options.port,
        base_url=options.base_url,
        public_url=public_url,
        most=math.ceil(most / options.workers),
        workers=options.workers,
    )
    return Workers(first, options.workers, lambda line: print(line, flush=True)).run()


def _proxy(options: argparse.Namespace) -> int:
    from ciwidgets.serving import proxy

    make = proxy.nginx if options.nginx else proxy.systemd
    where = {name: getattr(options, name) for name in ("host", "port", "workers", "base_url")}
    print(make(**where, public_url=options.public_url), end="")
    return 0
