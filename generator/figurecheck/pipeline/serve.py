"""Serving the built site on this machine."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from figurecheck.errors import OutputError, UsageError
from figurecheck.paths import Project


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the terminal free of one line a request."""


def server(project: Project, port: int) -> ThreadingHTTPServer:
    """A server of ``site/`` on the loopback address; raises UsageError before the first build."""
    if not (project.site / "index.html").is_file():
        raise UsageError(f"asked to serve {project.site}; found no site there; build it with: figurecheck build")
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(project.site)))
    except OSError as problem:
        raise OutputError(
            f"asked to listen on port {port}; {problem.strerror}; choose another with --port"
        ) from problem
