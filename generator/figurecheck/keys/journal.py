"""The inputs of every unit at its last run, as a file; what many units share, their code and libraries, stands once."""

import json
from collections.abc import Mapping
from pathlib import Path

from figurecheck.keys.digests import digest

_SHARED = ("code ", "library ", "template ")
"""How the names begin of inputs that many units have in common."""

Inputs = Mapping[str, str]


def journal_text(units: Mapping[str, Inputs]) -> str:
    """The file, from the inputs of every unit by its name."""
    shared: dict[str, Inputs] = {}
    told: dict[str, dict[str, object]] = {}
    for name, inputs in sorted(units.items()):
        common = {each: value for each, value in sorted(inputs.items()) if each.startswith(_SHARED)}
        key = digest(json.dumps(common))
        shared[key] = common
        told[name] = {"shared": key, "own": {each: inputs[each] for each in sorted(inputs) if each not in common}}
    return json.dumps({"shared": shared, "units": told}) + "\n"


def read_journal(file: Path) -> dict[str, Inputs]:
    """The inputs of every unit by its name; an unreadable file is as good as none."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {name: {**found["shared"][one["shared"]], **one["own"]} for name, one in found["units"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
