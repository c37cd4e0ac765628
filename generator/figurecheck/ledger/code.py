"""The version of the code behind a figure: the package's version with a hash of the sources that compute it."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from figurecheck import __version__

SOURCES = (
    "claims/figures.py",
    "claims/readings.py",
    "claims/settings.py",
    "claims/spans.py",
    "measures",
    "pipeline/basket.py",
    "pipeline/evaluate.py",
    "pipeline/evaluators",
    "pipeline/judge.py",
    "pipeline/positions.py",
    "pipeline/specification_nulls.py",
    "series/catalogue.yml",
    "series/model.py",
    "store/reading.py",
    "verdicts",
)
"""What decides a figure or a verdict: files and folders of the package."""


@cache
def code_version() -> str:
    """``0.1.0+`` and 16 hexadecimal digits: SHA-256 of the names and texts of the sources, whatever their line ends."""
    package = files("figurecheck")
    digest = sha256()
    for source in SOURCES:
        for name, content in _texts(package.joinpath(source), source):
            text = content.replace(b"\r\n", b"\n")
            digest.update(f"{name} {len(text)}\n".encode() + text)
    return f"{__version__}+{digest.hexdigest()[:16]}"


def _texts(place: Traversable, name: str) -> list[tuple[str, bytes]]:
    if place.is_file():
        return [(name, place.read_bytes())]
    inner = sorted(place.iterdir(), key=lambda one: one.name)
    kept = [one for one in inner if one.is_dir() or one.name.endswith((".py", ".yml"))]
    return [found for one in kept if one.name != "__pycache__" for found in _texts(one, f"{name}/{one.name}")]
