"""A training session below a path of its own behind nginx, as a hub gives one to each person."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ciwidgets.cli import main
from ciwidgets.enrolment import codes
from ciwidgets.model import Role
from ciwidgets.store import Store
from tests.support.axe import violations
from tests.support.server import free_port

CHECKOUT = Path(__file__).parents[2]
BASE = "/user/x/"
TOKEN = "made-up-for-this-test"  # opens a server that ends with the test
# Debian keeps it out of an ordinary user's path.
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
SITE = """
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
  server {{
    listen 127.0.0.1:{front};
    location {base} {{
      proxy_pass http://127.0.0.1:{back};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_buffering off;
    }}
  }}
}}
"""


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"The server did not start: {log.read_text(errors='replace')[-2000:]}")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of a session behind nginx, and its store."""
    if NGINX is None:
        pytest.skip("No nginx was found: install one to run the test behind it.")
    store = f"sqlite:///{tmp_path / 'practice.db'}"
    assert main(["init", "--samples", "--store", store]) == 0
    front, back = free_port(), free_port()
    marks = {"CIWIDGETS_PRACTICE": "1", "CIWIDGETS_SESSION_ENDS": "1", "CIWIDGETS_STORE": store}
    log = tmp_path / "jupyter.log"
    server = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root"]
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": str(back),
        "ServerApp.base_url": BASE,
        "ServerApp.root_dir": str(CHECKOUT),
        "ServerApp.jpserver_extensions": "{'ciwidgets.serving': True}",
        "IdentityProvider.token": TOKEN,
    }
    site = tmp_path / "nginx.conf"
    site.write_text(SITE.format(folder=tmp_path, base=BASE, front=front, back=back))
    with log.open("wb") as output:
        jupyter = subprocess.Popen(
            [*server, *(f"--{name}={value}" for name, value in options.items())],
            env={**os.environ, **marks, "JUPYTER_DATA_DIR": str(tmp_path / "data")},
            cwd=tmp_path,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        nginx = subprocess.Popen(
            [NGINX, "-p", str(tmp_path), "-c", str(site), "-g", "daemon off;"],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{front}{BASE}"
            wait_for(f"{address}api", jupyter, log)
            yield address, store
        finally:
            for process in (nginx, jupyter):
                process.terminate()
                process.wait(20)


@pytest.mark.browser
@pytest.mark.timeout(180)
def test_a_lesson_opens_below_its_path_and_the_work_is_taken_along(
    browser: Browser, session: tuple[str, str], tmp_path: Path
) -> None:
    address, store = session
    context = browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}ciwidgets/training/0_start_here?token={TOKEN}")
    line = page.get_by_text("All of it is deleted when the session ends")
    expect(line).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="How we see it").click()
    expect(page).to_have_url(f"{address}ciwidgets/training/3_how_we_see_it.ipynb")
    expect(line).to_be_visible(timeout=60_000)
    page.goto(f"{page.url}#step=check-yourself")
    first = page.get_by_role("region", name="Question 1 of 5")
    first.get_by_role("radio").nth(1).check(timeout=60_000)
    first.get_by_role("button", name="Check my answer").click()
    expect(first.get_by_role("status")).to_contain_text("That is right.")
    assert violations(page) == []

    page.goto(f"{address}ciwidgets/confidentiality#step=our-agreement")
    expect(line).to_be_visible(timeout=60_000)
    with Store(store) as opened:
        code = next(one.code for one in codes(opened) if one.role is Role.PROJECT_MANAGER)
    page.get_by_label("code").first.fill(code)
    page.get_by_label("Which part of the community").select_option(index=1)
    page.get_by_role("button", name="Join the team").click()
    page.get_by_text("Take your work along, or bring it back").click()
    with page.expect_download() as taking:
        page.get_by_role("button", name="Take the work of").click()
    taken = tmp_path / taking.value.suggested_filename
    taking.value.save_as(taken)
    page.get_by_label("Bring a file back").set_input_files(taken)
    expect(page.get_by_text("was here already")).to_be_visible(timeout=60_000)
    assert errors == []
    context.close()
    # The session is over; what was taken along is read on one's own computer.
    local = f"sqlite:///{tmp_path / 'local.db'}"
    assert main(["init", "--samples", "--store", local]) == 0
    assert main(["import", "record", str(taken), "--store", local]) == 0
