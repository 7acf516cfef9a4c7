"""Our Voila application: fewer routes, an owner for every kernel, small and cacheable pages."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from tornado.web import RequestHandler
from traitlets.config import Config
from voila.app import Voila
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from ciwidgets.serving.assets import BUILT, STATIC_PATH, BuiltFiles, Page, put_first_in_jupyter_path
from ciwidgets.serving.identity import OwnKernelOnly, PageIdentity
from ciwidgets.serving.kernel_manager import RoomKernelManager
from ciwidgets.serving.kernels import WorkbookKernelSpecs, warm_up
from ciwidgets.serving.page import LeaveHandler, PageHandler, workbook_names
from ciwidgets.shipped import jupyter_data_folder, workbooks_folder
from ciwidgets.store import absolute_url

_KERNEL_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_KERNEL = rf"(?P<kernel_id>{_KERNEL_ID.pattern})"
_FOR_THE_PAGE = frozenset({"comm_msg", "comm_close", "status", "kernel_info_reply"})
# Said before and after everything a kernel does; a page waits for answers, not for these.
_HUM = frozenset({"busy", "idle"})
_access_log = logging.getLogger("ciwidgets.access")


class AliveHandler(KernelHandler):
    """Tells a page whether its own kernel is still there; asks and ends nothing else."""

    SUPPORTED_METHODS = ("GET",)


class PageLine(ZMQChannelsWebsocketConnection):
    """Passes on what a page needs of its kernel: what widgets say, and whether it lives.

    Output, errors and what a cell displays stay here: the page has its widgets' first state
    already, and a traceback is nothing to show a participant.
    """

    def _on_zmq_reply(self, stream: Any, msg_list: Any) -> None:
        kind = msg_list["header"]["msg_type"]
        if kind == "status" and msg_list["content"].get("execution_state") in _HUM:
            return
        if kind in _FOR_THE_PAGE:
            super()._on_zmq_reply(stream, msg_list)


class OwnChannels(VoilaKernelWebsocketHandler):
    """A page's line to its own kernel."""

    def select_subprotocol(self, _subprotocols: list[str]) -> None:
        """Speak plain JSON, in which each message can be looked at."""

    def get_login_url(self) -> str:
        """Have no login page: a socket without the right cookie is refused."""
        raise PermissionError


class WorkbookServer(Voila):
    """Serves the workbooks; ``serve`` builds, configures and runs it."""

    name = "ciwidgets"

    def init_settings(self) -> dict[str, Any]:
        """Add what Voila leaves out: compression, a log without secrets, our page."""
        settings: dict[str, Any] = super().init_settings()
        folder = Path(self.root_dir)
        settings.update(
            compress_response=True,
            log_function=log_request,
            ciwidgets_page=self.voila_configuration.resources["ciwidgets"],
            ciwidgets_workbooks=workbook_names(folder),
            websocket_max_message_size=1_000_000,
            websocket_compression_options={},
            websocket_ping_interval=15,
        )
        return settings

    def init_handlers(self) -> list[Any]:
        """Serve pages, built files, and a page's own kernel; no other route exists."""
        base = self.server_url
        page = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        return [
            (url_path_join(base, STATIC_PATH, "(.*)"), BuiltFiles, {"path": str(BUILT)}),
            (url_path_join(base, "api/kernels", _KERNEL), AliveHandler),
            (url_path_join(base, "api/kernels", _KERNEL, "channels"), OwnChannels),
            (url_path_join(base, "voila/api/shutdown", _KERNEL), LeaveHandler),
            (url_path_join(base, r"((?:training/)?[a-z0-9_]*(?:\.ipynb)?)"), PageHandler, page),
        ]


def log_request(handler: RequestHandler) -> None:
    """Log method, path without kernel ids and queries, status and milliseconds."""
    path = _KERNEL_ID.sub("…", handler.request.path)
    milliseconds = 1000 * handler.request.request_time()
    _access_log.info(
        "%s %s %d %.0f ms", handler.request.method, path, handler.get_status(), milliseconds
    )


def make_server(
    store_url: str,
    *,
    host: str = "127.0.0.1",
    port: int = 8866,
    base_url: str = "/",
    public_url: str = "",
) -> WorkbookServer:
    """Build the server; ``initialize`` is done, ``start`` is the caller's."""
    os.environ["CIWIDGETS_STORE"] = absolute_url(store_url)
    os.environ["CIWIDGETS_PAGE_LOADS_CODE"] = "1"
    os.environ["CIWIDGETS_PUBLIC_URL"] = public_url
    put_first_in_jupyter_path(jupyter_data_folder())
    warm_up()
    _access_log.setLevel(logging.INFO)
    _access_log.propagate = False
    if not _access_log.handlers:
        _access_log.addHandler(logging.StreamHandler())
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
    }
    pages = {
        "template": "ciwidgets",
        "allow_template_override": "NO",
        "allow_theme_override": "NO",
        "multi_kernel_manager_class": RoomKernelManager,
        "kernel_spec_manager_class": WorkbookKernelSpecs,
        "resources": {"ciwidgets": Page()},
    }
    server = WorkbookServer(
        config=Config(
            WorkbookServer=own, VoilaConfiguration=pages, KernelManager={"transport": "ipc"}
        )
    )
    server.initialize([])
    return server
