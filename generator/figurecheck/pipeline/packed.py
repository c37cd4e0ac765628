"""Text that many objects hold and that is seldom asked for, held compressed."""

import zlib

_QUICKEST = 1


class Packed:
    """An attribute of a class that is a text or None: what is set is held compressed, and comes back as it was.

    That of the object which was asked last is held as it is, until another one is asked. ``name`` is free for this in
    the objects. One thread at a time.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._last: object = None
        self._text: str | None = None

    def __get__(self, holder: object, owner: type | None = None) -> str | None:
        if holder is not self._last:
            held: bytes | None = holder.__dict__.get(self._name)
            self._turn(holder, None if held is None else zlib.decompress(held).decode())
        return self._text

    def __set__(self, holder: object, text: str | None) -> None:
        self._turn(holder, text)
        holder.__dict__.pop(self._name, None)

    def _turn(self, holder: object, text: str | None) -> None:
        """``holder`` is the last from now on; that before it gets its text compressed, unless it has it so."""
        if holder is not self._last and self._text is not None and self._name not in self._last.__dict__:
            self._last.__dict__[self._name] = zlib.compress(self._text.encode(), _QUICKEST)
        self._last, self._text = holder, text
