"""Chromium and a server for a folder, for tests that open pages."""

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
COMPRESSED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv", ".md", ".webmanifest"})


@lru_cache(maxsize=512)
def _packed(file: Path, _changed: int) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)


class _Quiet(SimpleHTTPRequestHandler):
    """As a static host serves: text compressed, ten minutes to keep, the page 404.html for what is missing."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, a folder's index.html, or what says that there is none."""
        file = Path(self.translate_path(self.path))
        if file.is_dir() and not self.path.split("?")[0].endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{self.path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file()
        self._send(
            file if found else Path(self.directory) / "404.html", HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        )

    def _send(self, file: Path, status: HTTPStatus) -> None:
        packed = file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", "")
        there = file.is_file()
        body = b"" if not there else _packed(file, file.stat().st_mtime_ns) if packed else file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test output clean."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the midst of an answer is no error; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address under which ``folder`` is served on this machine."""
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser; where there is none the test fails, for a gate that skips everything is open."""
    if not CHROMIUM.exists():
        pytest.fail(f"there is no browser at {CHROMIUM}; on Debian: apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def laid_out(page: Page) -> None:
    """Lay out at once what the style sheet lays out only when a reader comes near, so that axe measures it in place."""
    page.evaluate(
        "for (const one of document.querySelectorAll('.fc-scroll, .fc-chart, .fc-hero, .fc-all-claims')) "
        "one.style.contentVisibility = 'visible'"
    )
