"""Our Voila application: fewer routes, an owner for every kernel, small and cacheable pages."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from tornado.httputil import HTTPServerRequest
from tornado.routing import Rule
from tornado.web import GZipContentEncoding, HTTPError, OutputTransform, RequestHandler
from traitlets import Integer
from traitlets.config import Config
from voila import notebook_renderer
from voila.app import Voila
from voila.exporter import VoilaExporter
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from ciwidgets.serving import network_check
from ciwidgets.serving.admission import Admission, most_pages
from ciwidgets.serving.assets import BUILT, STATIC_PATH, BuiltFiles, Page, put_first_in_jupyter_path
from ciwidgets.serving.checked_once import keep_notebooks, leave_outputs_unchecked
from ciwidgets.serving.headers import (
    MISDIRECTED,
    Names,
    NowhereHandler,
    OtherNames,
    SafeHeaders,
    WrongNameHandler,
)
from ciwidgets.serving.health import HealthHandler, StoreCheck
from ciwidgets.serving.identity import OwnKernelOnly, PageIdentity
from ciwidgets.serving.kernel_manager import RoomKernelManager
from ciwidgets.serving.kernels import WorkbookKernelSpecs, warm_up
from ciwidgets.serving.language import HEADER, in_language
from ciwidgets.serving.limits import JoinLimits
from ciwidgets.serving.page import LeaveHandler, LineHandler, PageHandler, workbook_names
from ciwidgets.serving.page_line import PageLine
from ciwidgets.serving.plain_page import LINE_PATH
from ciwidgets.shipped import jupyter_data_folder, workbooks_folder
from ciwidgets.store import absolute_url

_KERNEL_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_KERNEL = rf"(?P<kernel_id>{_KERNEL_ID.pattern})"
_QUERY_OR_ADDRESS = re.compile(r"\?[^\s'\"]+|(?<= )\([0-9a-fA-F.:]+\)|, remote_ip='[^']*'")
_access_log = logging.getLogger("ciwidgets.access")


class AliveHandler(KernelHandler):
    """Tells a page whether its own kernel is still there; asks and ends nothing else."""

    SUPPORTED_METHODS = ("GET",)


class OwnChannels(VoilaKernelWebsocketHandler):
    """A page's line to its own kernel."""

    def select_subprotocol(self, _subprotocols: list[str]) -> None:
        """Speak plain JSON, in which each message can be looked at."""

    def get_login_url(self) -> str:
        """Have no login page: a socket without the right cookie is refused."""
        raise PermissionError


class _Compiled(BytecodeCache):
    """Templates as they were compiled first, in memory; an edited one is compiled again."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


class PageExporter(VoilaExporter):
    """Voila's exporter, which would compile our template anew for every page."""

    _compiled = _Compiled()

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.bytecode_cache = self._compiled
        return environment


class WorkbookServer(Voila):
    """Serves the workbooks; ``serve`` builds, configures and runs it."""

    name = "ciwidgets"
    store_url = ""
    public_url = ""
    most_pages = Integer(4, config=True, help="How many pages, each with a kernel, may be there.")
    workers = Integer(
        1, config=True, help="How many server processes there are beside one address."
    )

    def init_settings(self) -> dict[str, Any]:
        """Add what Voila leaves out: compression, a log without secrets, our page."""
        settings: dict[str, Any] = super().init_settings()
        folder = Path(self.root_dir)
        manager = self.kernel_manager
        keep_notebooks(self.contents_manager)
        names = Names(self.ip, self.public_url)

        def headers(request: HTTPServerRequest) -> OutputTransform:
            return SafeHeaders(request, names)

        settings.update(
            # The last one sees the headers as they go out.
            transforms=[GZipContentEncoding, headers],
            log_function=log_request,
            default_handler_class=NowhereHandler,
            ciwidgets_admission=Admission(
                self.most_pages, kernels=lambda: len(manager), unattended=manager.unattended
            ),
            ciwidgets_join_limits=JoinLimits(workers=self.workers),
            ciwidgets_names=names,
            ciwidgets_public_url=self.public_url,
            ciwidgets_store_check=StoreCheck(self.store_url),
            ciwidgets_page=self.voila_configuration.resources["ciwidgets"],
            ciwidgets_workbooks=workbook_names(folder),
            websocket_max_message_size=1_000_000,
            websocket_compression_options={},
            websocket_ping_interval=15,
            websocket_ping_timeout=15,
        )
        return settings

    def init_handlers(self) -> list[Any]:
        """Serve pages, built files, and a page's own kernel; no other route exists."""
        base = self.server_url
        names = self.app.settings["ciwidgets_names"]
        page = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        return [
            Rule(OtherNames(names), WrongNameHandler),
            (url_path_join(base, "healthz"), HealthHandler),
            (url_path_join(base, network_check.PATH), network_check.NetworkCheckHandler),
            (url_path_join(base, network_check.SOCKET_PATH), network_check.NetworkCheckLine),
            (url_path_join(base, LINE_PATH), LineHandler),
            (url_path_join(base, STATIC_PATH, "(.*)"), BuiltFiles, {"path": str(BUILT)}),
            (url_path_join(base, "api/kernels", _KERNEL), AliveHandler),
            (url_path_join(base, "api/kernels", _KERNEL, "channels"), OwnChannels),
            (url_path_join(base, "voila/api/shutdown", _KERNEL), LeaveHandler),
            (url_path_join(base, r"((?:training/)?[a-z0-9_]*(?:\.ipynb)?)"), PageHandler, page),
        ]


def log_request(handler: RequestHandler) -> None:
    """Log method, path without kernel ids and queries, status and milliseconds.

    A path that leads nowhere is not logged: somebody may have typed a code into the address.
    """
    is_ours = handler.get_status() not in {HTTPError(404).status_code, MISDIRECTED}
    path = _KERNEL_ID.sub("…", handler.request.path) if is_ours else "(no such page)"
    milliseconds = 1000 * handler.request.request_time()
    _access_log.info(
        "%s %s %d %.0f ms", handler.request.method, path, handler.get_status(), milliseconds
    )


class _WithoutSecrets(logging.Filter):
    """Takes kernels' ids, queries and addresses out of what Tornado logs of a failed request."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = _KERNEL_ID.sub("…", record.getMessage())
        record.msg, record.args = _QUERY_OR_ADDRESS.sub("", text), None
        return True


def make_server(
    store_url: str,
    *,
    host: str = "127.0.0.1",
    port: int = 8866,
    base_url: str = "/",
    public_url: str = "",
    most: int = 0,
    workers: int = 1,
    cookie_secret: bytes = b"",
) -> WorkbookServer:
    """Build the server; ``initialize`` is done, ``start`` is the caller's."""
    os.environ["CIWIDGETS_STORE"] = absolute_url(store_url)
    os.environ["CIWIDGETS_PAGE_LOADS_CODE"] = "1"
    os.environ["CIWIDGETS_PUBLIC_URL"] = public_url
    put_first_in_jupyter_path(jupyter_data_folder())
    notebook_renderer.VoilaExporter = PageExporter
    leave_outputs_unchecked()
    warm_up()
    _access_log.setLevel(logging.INFO)
    _access_log.propagate = False
    if not _access_log.handlers:
        _access_log.addHandler(logging.StreamHandler())
    for name in ("tornado.general", "tornado.application"):
        logging.getLogger(name).addFilter(_WithoutSecrets())
    own = {
        "ip": host,
        "port": port,
        "port_retries": 0,
        "base_url": base_url,
        "open_browser": False,
        "root_dir": str(workbooks_folder()),
        "config_file_paths": [],
        "log_level": logging.ERROR,
        "identity_provider_class": PageIdentity,
        "authorizer_class": OwnKernelOnly,
        "kernel_websocket_connection_class": PageLine,
        "most_pages": most or most_pages(),
        "workers": workers,
        **({"cookie_secret": cookie_secret} if cookie_secret else {}),
    }
    pages = {
        "template": "ciwidgets",
        "allow_template_override": "NO",
        "allow_theme_override": "NO",
        "multi_kernel_manager_class": RoomKernelManager,
        "kernel_spec_manager_class": WorkbookKernelSpecs,
        "resources": {"ciwidgets": Page()},
        "prelaunch_hook": in_language,
        "http_header_envs": [HEADER],
        # How often a page that is being made is looked at.
        "http_keep_alive_timeout": 2,
    }
    server = WorkbookServer(
        config=Config(
            WorkbookServer=own,
            VoilaConfiguration=pages,
            KernelManager={"transport": "ipc"},
            # None has anything to do for our pages, and each has the notebook validated again.
            PageExporter={"default_preprocessors": []},
        )
    )
    server.store_url, server.public_url = absolute_url(store_url), public_url
    server.initialize([])
    return server
