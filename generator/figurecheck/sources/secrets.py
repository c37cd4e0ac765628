"""Keeping a key out of everything that a person or a file may see."""

import logging
from urllib.parse import quote, quote_plus

HIDDEN = "[key]"
TALKATIVE = ("urllib3.connectionpool", "urllib3.util.retry", "urllib3")
"""Loggers that write addresses, and with them the key, at the level of debugging."""


def hidden(text: str, key: str) -> str:
    """``text`` with every spelling of ``key`` replaced."""
    for spelling in {key, quote(key), quote_plus(key), key.lower(), key.upper()} - {""}:
        text = text.replace(spelling, HIDDEN)
    return text


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
