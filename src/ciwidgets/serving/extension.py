"""The same pages inside Jupyter Server, as on Binder: for training, never for a forum.

Here one person has the whole server to themselves, so nothing guards one visitor from another.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.utils import url_path_join
from tornado import web
from voila.configuration import VoilaConfiguration
from voila.paths import collect_template_paths
from voila.tornado.handler import TornadoVoilaHandler

from ciwidgets.enrolment import current_program
from ciwidgets.errors import CiwidgetsError
from ciwidgets.serving.assets import BUILT, STATIC_PATH, BuiltFiles, Page, put_first_in_jupyter_path
from ciwidgets.serving.kernels import KERNEL_NAME
from ciwidgets.serving.language import HEADER, choose_language, in_language
from ciwidgets.serving.page import stream, workbook_names
from ciwidgets.shipped import jupyter_data_folder, workbooks_folder
from ciwidgets.store import Store

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


class TrainingPageHandler(TornadoVoilaHandler):
    """Serves ``/ciwidgets/<workbook>`` to whoever the Jupyter Server lets in."""

    @web.authenticated
    async def get(self, path: str | None = None) -> None:
        """Send the page of a workbook."""
        folder = workbooks_folder()
        name = (path or "start").removesuffix(".ipynb")
        below_root = path_below(self.settings["server_root_dir"], folder)
        if name not in workbook_names(folder) or below_root is None:
            raise web.HTTPError(404)
        self.request.arguments.clear()
        self.notebook_name = name
        resources = self.voila_configuration.config.VoilaConfiguration.resources
        choose_language(self, resources["ciwidgets"])
        self.xsrf_token  # noqa: B018  # reading it sets the cookie that the leaving page sends back
        await stream(self, f"{below_root}/{name}.ipynb")

    @property
    def content_security_policy(self) -> str:
        """Let the page run our own files and talk to this server only."""
        return "default-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:"


def for_practice() -> bool:
    """Say whether what a page here would open is the sample or a made-up program."""
    if not os.environ.get("CIWIDGETS_STORE"):
        return True
    try:
        with Store.from_environment() as store:
            return current_program(store).made_up
    except CiwidgetsError:
        return False


def path_below(root: str, folder: Path) -> str | None:
    """Return a folder's path as the server names it, or None where the server does not reach."""
    top = Path(root).expanduser().resolve()
    found = folder.resolve()
    return found.relative_to(top).as_posix() if found.is_relative_to(top) else None


def with_our_kernel(handler: object, notebook: Any, cwd: str) -> None:
    """Give a workbook's page the kernel that is forked, as a forum's server does."""
    in_language(handler, notebook, cwd)
    notebook.metadata.kernelspec.name = KERNEL_NAME


def _load_jupyter_server_extension(server: ServerApp) -> None:
    if not for_practice():
        server.log.warning(
            "ciwidgets shows no pages here: the store holds a real program, and a Jupyter Server "
            "lets whoever opens it run code. Serve a forum with: ciwidgets serve"
        )
        return
    base = server.web_app.settings["base_url"]
    # Voila's kernels only: a notebook opened in JupyterLab carries its widgets' code itself.
    os.environ["CIWIDGETS_PAGE_LOADS_CODE"] = "1"
    put_first_in_jupyter_path(jupyter_data_folder())
    configuration = VoilaConfiguration(parent=server)
    configuration.template = "ciwidgets"
    configuration.allow_template_override = "NO"
    configuration.allow_theme_override = "NO"
    configuration.http_header_envs = [HEADER]
    configuration.prelaunch_hook = in_language
    kernels = server.kernel_spec_manager
    if kernels and KERNEL_NAME in kernels.find_kernel_specs():
        configuration.prelaunch_hook = with_our_kernel
    configuration.config.VoilaConfiguration.resources = {"ciwidgets": Page()}
    options: dict[str, Any] = {
        "template_paths": collect_template_paths(["voila", "nbconvert"], "ciwidgets", prune=True),
        "config": server.config,
        "voila_configuration": configuration,
    }
    server.web_app.add_handlers(
        ".*$",
        [
            (url_path_join(base, STATIC_PATH, "(.*)"), BuiltFiles, {"path": str(BUILT)}),
            (
                url_path_join(base, r"ciwidgets/((?:training/)?[a-z0-9_]*(?:\.ipynb)?)"),
                TrainingPageHandler,
                options,
            ),
        ],
    )
