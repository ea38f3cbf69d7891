"""A real browser without a screen, driven over the protocol that browsers have for that."""

import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1280,900"),
)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 30


class Browser:
    """One window."""

    def __init__(self, address: str) -> None:
        self._address = address

    def ask(self, path: str, **body: Any) -> Any:
        """Send one command and give what it answers."""
        request = urllib.request.Request(f"{self._address}{path}", json.dumps(body).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
            return json.loads(answer.read())["value"]

    def open(self, file: Path) -> None:
        """Open a page from a file, with no server."""
        self.ask("/url", url=file.resolve().as_uri())

    def run(self, script: str, *arguments: Any) -> Any:
        """The value of a script that ends in `return`."""
        return self.ask("/execute/sync", script=script, args=list(arguments))

    def resize(self, width: int, height: int = 900) -> None:
        """Give the page a size in pixels, as on a screen of that size."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.ask("/goog/cdp/execute", cmd="Emulation.setDeviceMetricsOverride", params=size)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser, closed at the end; the test is skipped where there is none."""
    driver = shutil.which("chromedriver")
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if driver is None or found is None:
        pytest.skip("needs Chromium and its driver")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as profile:
        running = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield _begun(f"http://127.0.0.1:{port}", found, profile)
        finally:
            running.terminate()
            running.wait(_PATIENCE)
            shutil.rmtree(profile, ignore_errors=True)


def _begun(address: str, found: str, profile: str) -> Browser:
    options = {"binary": found, "args": [*_FLAGS, f"--user-data-dir={profile}"]}
    wanted = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}
    for _ in range(_PATIENCE * 5):
        with suppress(OSError):
            session = Browser(address).ask("/session", capabilities=wanted)["sessionId"]
            return Browser(f"{address}/session/{session}")
        time.sleep(0.2)
    raise RuntimeError("the browser's driver does not answer")
