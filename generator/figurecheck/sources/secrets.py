"""Keeping a key out of everything that a person or a file may see."""

import logging
import re
from functools import lru_cache

HIDDEN = "[key]"
TALKATIVE = ("urllib3.connectionpool", "urllib3.util.retry", "urllib3")
"""Loggers that write addresses, and with them the key, at the level of debugging."""


def hidden(text: str, key: str) -> str:
    """``text`` with every spelling of ``key`` replaced.

    Small or capital letters, characters written as per cent codes or entities, and up to three signs between any two
    characters make no difference.
    """
    return _spellings(key).sub(HIDDEN, text) if key else text


@lru_cache
def _spellings(key: str) -> re.Pattern[str]:
    return re.compile(r"[^0-9a-z%&]{0,3}".join(map(_spelt, key)), re.IGNORECASE)


def _spelt(letter: str) -> str:
    cases = sorted({ord(letter), ord(letter.lower()[0]), ord(letter.upper()[0])})
    codes = [f"%(?:25)*{code:02x}|&#0*{code};|&#x0*{code:x};" for code in cases]
    return f"(?:{'|'.join([re.escape(letter), *codes])})"


def hide_in_logs(key: str) -> None:
    """Replace ``key`` in every record of the loggers that would show it."""
    for name in TALKATIVE:
        logging.getLogger(name).addFilter(_Veil(key))


class _Veil(logging.Filter):
    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = hidden(record.getMessage(), self._key), ()
        return True
