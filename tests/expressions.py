"""Conditions of workflows, evaluated: the part of the expression language that the workflows of this project use."""

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"\s*(?:(\(|\)|&&|\|\||==|!=|!)|'([^']*)'|([A-Za-z_][\w.-]*))")
Value = str | bool | None


def holds(condition: str, values: Mapping[str, Value], *, state: str = "success") -> bool:
    """Whether a job or a step with ``condition`` runs after others that ended with ``state``.

    ``values`` are the contexts by their dotted names; one that is not there is null, as it is in a runner. Without one
    of the functions of status, what came before must have succeeded. Raises AssertionError for unknown signs.
    """
    text = re.sub(r"^\$\{\{(.*)\}\}$", r"\1", condition.strip())
    reader = _Reader(text, values, state)
    found = reader.either()
    assert reader.tokens == [], f"not understood: {reader.tokens}"
    return bool(found) and (reader.asks_state or state == "success")


class _Reader:
    def __init__(self, text: str, values: Mapping[str, Value], state: str) -> None:
        self.values, self.state, self.asks_state = values, state, False
        found = list(_TOKEN.finditer(text.strip()))
        assert "".join(one[0] for one in found) == text.strip(), f"not understood: {text}"
        self.tokens = [(one[1] or "", one[2], one[3]) for one in found]

    def sign(self, *signs: str) -> str:
        if self.tokens and self.tokens[0][0] in signs:
            return self.tokens.pop(0)[0]
        return ""

    def either(self) -> Value:
        left = self.both()
        while self.sign("||"):
            right = self.both()
            left = left or right
        return left

    def both(self) -> Value:
        left = self.equal()
        while self.sign("&&"):
            right = self.equal()
            left = left and right
        return left

    def equal(self) -> Value:
        left = self.single()
        while sign := self.sign("==", "!="):
            same = str(left or "").lower() == str(self.single() or "").lower()
            left = same if sign == "==" else not same
        return left

    def single(self) -> Value:
        if self.sign("!"):
            return not self.single()
        if self.sign("("):
            inner = self.either()
            assert self.sign(")")
            return inner
        _, literal, name = self.tokens.pop(0)
        if literal is not None:
            return literal
        if self.sign("("):
            assert self.sign(")")
            self.asks_state = True
            assert name in ("always", "failure", "success", "cancelled"), f"not understood: {name}"
            return name in ("always", self.state)
        return self.values.get(name)
