"""What is asked of a return, said as a rise or a fall instead of by signed values."""

from dataclasses import replace

from figurecheck.pages.words.figures import target
from figurecheck.verdicts.outcome import Target


def asked_return(wanted: Target, unit: str) -> str:
    """``a fall of 20 % or more``, ``any rise``; a target that takes in both rises and falls, as its values."""
    low, high = wanted.low, wanted.high
    if high is not None and high <= 0:
        turned = replace(
            wanted,
            low=-high,
            high=None if low is None else -low,
            low_included=wanted.high_included,
            high_included=wanted.low_included,
        )
        return _way("fall", turned, unit)
    if low is not None and low >= 0:
        return _way("rise", wanted, unit)
    return target(wanted, unit)


def _way(way: str, wanted: Target, unit: str) -> str:
    if wanted.low == 0 and wanted.high is None and not wanted.low_included:
        return f"any {way}"
    return f"a {way} of {target(wanted, unit).replace('above', 'more than')}"
