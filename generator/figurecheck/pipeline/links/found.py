"""What a reader of one file hands on: the addresses in it, and the anchors it offers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """``addresses`` as they are written, in order; ``ids`` are the anchors, ``repeated`` those that stand twice.

    ``parts`` are ids of the same file that something in it refers to. ``own`` is the address that a page says it has.
    """

    addresses: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    repeated: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    own: str | None = None
