"""What a rehearsal does in place of a step that only the forge can run: said, with the reason and the equivalent."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
ARTIFACT = "artifact.tar"
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; (.*?))? *\\?$", re.MULTILINE)
StandIn = Callable[[Path, Mapping[str, Any]], str]


def checkout(folder: Path, _step: Mapping[str, Any]) -> str:
    """The clone that the rehearsal made; its last commit."""
    words = ["git", "log", "-1", "--format=%h %s"]
    last = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()
    return f"not run: it asks the forge. Instead: a clone of a repository on this machine, at {last!r}."


def setup_python(folder: Path, step: Mapping[str, Any]) -> str:
    """The interpreter that is there, and how far its packages are those of the lock."""
    asked, here = step["with"]["python-version"], ".".join(map(str, sys.version_info[:2]))
    lock = next(one for one in (folder / "requirements.lock", ROOT / "requirements.lock") if one.is_file())
    pinned = LOCKED.findall(lock.read_text(encoding="utf-8"))
    plain = {name: wanted for name, wanted, marker in pinned if not marker}
    other = sorted(name for name, wanted in plain.items() if _installed(name) != wanted)
    return (
        f"not run: it downloads Python {asked}. Instead: Python {here}, with {len(plain) - len(other)} of {len(plain)} "
        f"locked packages in their locked version{': other ' + ', '.join(other) if other else ''}; so the installation "
        "that follows finds its stamp and downloads nothing."
    )


def configure(_folder: Path, _step: Mapping[str, Any]) -> str:
    """Nothing: the address that the forge would tell is among the values of the rehearsal."""
    return "not run: it asks the forge for the address of the site. Instead: an address that the rehearsal made up."


def upload(folder: Path, step: Mapping[str, Any]) -> str:
    """The archive that the upload would send, made with the same command as the action's."""
    artifact = folder.parent / ARTIFACT
    command = ["tar", "--dereference", "--hard-dereference", "--directory", step["with"]["path"], "-cf", str(artifact)]
    subprocess.run([*command, "--exclude=.git", "--exclude=.github", "."], cwd=folder, check=True)
    return f"not run: it sends to the forge. Instead: the archive that it would send, {artifact.stat().st_size} bytes."


def deploy(folder: Path, _step: Mapping[str, Any]) -> str:
    """The archive unpacked and served on this machine; its first page must come back as it was built."""
    target = folder.parent / "deployed"
    shutil.unpack_archive(folder.parent / ARTIFACT, target, filter="data")
    pages = sorted(path.relative_to(target).as_posix() for path in target.rglob("*.html"))
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(target))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        for page in pages:
            with urlopen(f"http://127.0.0.1:{server.server_address[1]}/{page}", timeout=5) as answer:
                assert answer.read() == (folder / "site" / page).read_bytes(), page
        server.shutdown()
        thread.join()
    return f"not run: it publishes. Instead: the archive unpacked and served here; {len(pages)} pages came as built."


STAND_INS: dict[str, StandIn] = {
    "actions/checkout": checkout,
    "actions/setup-python": setup_python,
    "actions/configure-pages": configure,
    "actions/upload-pages-artifact": upload,
    "actions/deploy-pages": deploy,
}
"""By the name of the action; one that is not here is an error, so that no new action passes unseen."""


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
