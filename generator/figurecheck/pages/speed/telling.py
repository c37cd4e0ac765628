"""Ratios and seconds in words."""

from figurecheck.pages import words

_FEW, _TENTH = 10, 0.1
_MOST = 1_000


def ratio(number: float) -> str:
    """Two significant digits, no decimals from ten on, and no digits beyond a thousand."""
    if number > _MOST:
        return f"over {words.whole(_MOST)}"
    if round(number, 1) >= _FEW:
        return words.whole(round(number))
    digits = 1 if round(number, 2) >= 1 else 2 if round(number, 3) >= _TENTH else 3
    return words.signed(f"{words.rounded(number, digits)}")


def seconds(number: float) -> str:
    """Seconds, or milliseconds below a second."""
    if number < 1:
        return f"{words.signed(str(words.rounded(1000 * number, 0 if number >= 0.01 else 2)))}{words.SPACE}ms"
    return f"{words.signed(str(words.rounded(number, 1)))}{words.SPACE}s"
