"""What Ctrl-C does: one sentence, then the end, whatever was running when it came."""

import _thread
import signal
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

SAID = "interrupted; nothing is half-written, the last good site stays"

_SOON = 0.05
"""Seconds."""


def listen() -> None:
    """Take over SIGINT, unless whoever started the process had it ignored or handles it otherwise.

    A KeyboardInterrupt that comes while an object is destroyed or a callback of the garbage collector runs goes
    nowhere: Python prints it as ignored, and the work would go on to its end. It is raised once more a moment later,
    since one that is raised at once would still fall into the same place.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _first)
        sys.unraisablehook = _unraisable


def _first(_number: int, _frame: FrameType | None) -> None:
    """Say what an interruption means, and let no second one disturb the tidying."""
    sys.stderr.write(f"{SAID}\n")
    sys.stderr.flush()
    _again(_number, _frame)


def _again(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _unraisable(told: "UnraisableHookArgs") -> None:
    if issubclass(told.exc_type, KeyboardInterrupt):
        signal.signal(signal.SIGINT, _again)
        later = threading.Timer(_SOON, _thread.interrupt_main)
        later.daemon = True
        later.start()
    else:
        sys.__unraisablehook__(told)
