"""Ctrl-C ends a process whatever it was doing; one that falls into a destructor is not lost."""

import subprocess
import sys

import pytest

LISTENING = """
import os, signal, time
from figurecheck.interruption import listen
signal.signal(signal.SIGINT, signal.default_int_handler)
listen()
"""

PLAIN = "os.kill(os.getpid(), signal.SIGINT)"

DESTROYED = """
class Watched:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(1)
watched = Watched()
del watched
"""

TIDYING = """
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(1)
finally:
    os.kill(os.getpid(), signal.SIGINT)
    print("tidied")
"""


def ran(code: str) -> subprocess.CompletedProcess[str]:
    code = f"{LISTENING}\n{code}\ntime.sleep(5)\nprint('went on')"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("code", [PLAIN, DESTROYED, TIDYING])
def test_an_interruption_ends_the_process_and_is_told_once(code: str) -> None:
    done = ran(code)
    assert done.returncode == -2
    assert "went on" not in done.stdout
    assert ("tidied" in done.stdout) == (code == TIDYING)
    assert done.stderr.count("the last good site stays") == 1


LOST = """
class Bad:
    def __del__(self):
        raise ValueError("gone")
bad = Bad()
del bad
os._exit(0)
"""


def test_another_lost_error_is_still_told() -> None:
    done = ran(LOST)
    assert "ValueError: gone" in done.stderr


def test_a_process_that_shall_ignore_it_goes_on() -> None:
    done = ran("signal.signal(signal.SIGINT, signal.SIG_IGN)\nlisten()\nos.kill(os.getpid(), signal.SIGINT)")
    assert "went on" in done.stdout
