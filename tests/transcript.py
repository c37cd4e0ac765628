"""The transcript on the guide: a wheel, a new environment, a new folder, a build; run as shown, compared as shown.

``python tests/transcript.py`` types the lines of the page again and writes what they say.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from projects import ROOT

PAGE = ROOT / "templates" / "guide_transcript.md.j2"
_BLOCK = re.compile(r"```text\n(.*?)```", re.DOTALL)
_CHANGING = (
    (re.compile(r"\b\d+(?:\.\d+)? s\b"), "N s"),
    (re.compile(r"figurecheck-[\w.]+-py3-none-any\.whl"), "figurecheck-VERSION-py3-none-any.whl"),
    (re.compile(r"\b\d+ files changed"), "N files changed"),
    (re.compile(r"\bfigurecheck[ -]\d[\w.]*"), "figurecheck VERSION"),
)
"""What differs from one run to the next and says nothing."""


def shown(page: Path = PAGE) -> str:
    """The transcript as the page has it."""
    found = _BLOCK.search(page.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def commands(transcript: str) -> list[str]:
    """The lines that were typed."""
    return [line.removeprefix("$ ") for line in transcript.splitlines() if line.startswith("$ ")]


def played(typed: list[str], folder: Path, wheel: Path) -> str:
    """What these commands say in ``folder``, which holds the wheel; the network is closed.

    The packages that figurecheck needs are the locked ones that are here: a path file in the new environment names
    them once it is made. Nothing of the checkout is on that path.
    """
    shutil.copyfile(wheel, folder / wheel.name)
    kept = {
        name: text for name, text in os.environ.items() if name not in {"PYTHONPATH", "FRED_API_KEY", "VIRTUAL_ENV"}
    }
    path = f"{folder}/env/bin:{Path(sys.executable).resolve().parent}:{os.environ['PATH']}"
    environment = {**kept, "PATH": path, "COLUMNS": "120", "NO_COLOR": "1", "https_proxy": "http://127.0.0.1:9"}
    here, told = folder, []
    for line in typed:
        if line.startswith("cd "):
            here, said = here / line.removeprefix("cd "), ""
        else:
            done = subprocess.run(
                ["bash", "-c", line], cwd=here, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, (line, done.stdout, done.stderr)
            said = done.stdout
        for site in folder.glob("env/lib/python*/site-packages"):
            (site / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
        told.append(f"$ {line}\n{said}")
    return without_changes("".join(told).replace(f"{folder}/", ""))


def without_changes(text: str) -> str:
    """``text`` with what differs from run to run under a name, and without blanks at the ends of lines."""
    for pattern, name in _CHANGING:
        text = pattern.sub(name, text)
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def rewrite(page: Path = PAGE) -> None:
    """Type the lines of the page again, from a wheel of this tree, and put what they say into it."""
    with tempfile.TemporaryDirectory() as place:
        made, user = Path(place) / "dist", Path(place) / "user"
        user.mkdir()
        command = [str(Path(sys.executable).parent / "hatchling"), "build", "-d", str(made)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        (wheel,) = made.glob("*.whl")
        said = played(commands(shown(page)), user, wheel)
    text = page.read_text(encoding="utf-8").replace(shown(page), said)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    rewrite()
