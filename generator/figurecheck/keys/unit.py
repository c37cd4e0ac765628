"""A unit of work: its name and everything its result depends on."""

from collections.abc import Mapping
from dataclasses import dataclass

from figurecheck.keys.digests import digest


@dataclass(frozen=True)
class Unit:
    """A piece of work whose result is the same whenever its inputs are: digests or short texts by the input's name."""

    name: str
    inputs: Mapping[str, str]

    @property
    def key(self) -> str:
        """SHA-256 of the name and of all inputs."""
        rows = (f"{name}\t{value}" for name, value in sorted(self.inputs.items()))
        return digest("\n".join((self.name, *rows)))


@dataclass(frozen=True)
class Told:
    """What became of a unit: whether it ran, and the one input that made it."""

    unit: str
    ran: bool
    why: str
