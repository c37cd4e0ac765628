"""Hedge, diversifier or safe haven in words."""

ROLES = {
    "strong hedge": "a hedge",
    "weak hedge": "a weak hedge",
    "hedge not proven": "no proven hedge",
    "diversifier": "a diversifier and no hedge",
    "strong safe haven": "a safe haven",
    "weak safe haven": "a weak safe haven",
    "safe haven not proven": "no proven safe haven",
    "not a safe haven": "no safe haven",
}
"""What a role is called in a sentence."""


def role(name: str, *, fragile: bool = False) -> str:
    """``no proven hedge``; ``no proven hedge (fragile)`` where two inferences differ."""
    return f"{ROLES[name]} (fragile)" if fragile else ROLES[name]


DIVERSIFIER_MEANS = (
    "A hedge tends to move against the other asset on average, a safe haven when the other crashes; a diversifier "
    "tends to move with it, but not in step."
)
"""What the three roles mean: a diversifier is correlated, but not perfectly, whatever the size of its moves.

Baur and Lucey (2010), Baur and McDermott (2010).
"""
