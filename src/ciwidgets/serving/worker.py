"""One of several server processes: ``python -m ciwidgets.serving.worker``, started by ``workers``.

What it is to serve comes as one line of JSON on its standard input, never on the command line,
which everybody on a machine can read: the store's address and the cookies' secret are in it. The
input stays open as long as the parent lives, so a worker whose parent has died ends as well.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tornado.ioloop import IOLoop

from ciwidgets.serving.app import make_server
from ciwidgets.serving.workers import Served


def main() -> int:
    """Serve until told to stop, or until the parent is gone."""
    told: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    served = Served(**told)
    server = make_server(
        served.store_url,
        host=served.host,
        port=served.port,
        base_url=served.base_url,
        public_url=served.public_url,
        most=served.most,
        workers=served.workers,
        cookie_secret=bytes.fromhex(served.cookie_secret),
    )
    loop = IOLoop.current()

    def on_input(_file: object, _events: int) -> None:
        # Nothing is said after the first line: this is the end of the parent.
        loop.remove_handler(sys.stdin.fileno())
        loop.stop()

    loop.add_handler(sys.stdin.fileno(), on_input, IOLoop.READ)
    server.start()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
