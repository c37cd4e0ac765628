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

DIVERSIFIER_MEANS = (
    "A hedge tends to move against the other asset on ordinary days, a safe haven when the other crashes; a "
    "diversifier tends to move with it, only by less."
)
"""What the three roles mean (Baur and Lucey 2010; Baur and McDermott 2010)."""
