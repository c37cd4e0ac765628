"""The extremal index of extreme days: by hand, and on series whose index is known in closed form."""

import numpy as np
import pytest

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.clusters import extreme_clusters


def marked(*days: int) -> np.ndarray:
    return np.isin(np.arange(max(days) + 5), days)


def test_the_estimator_by_hand() -> None:
    """Gaps 1, 1, 8: 2 (0 + 0 + 7)^2 / (3 (0 + 0 + 7 x 6)) = 98 / 126, of four days 3.11."""
    found = extreme_clusters(marked(2, 3, 4, 12))
    assert (found.count, found.index) == (4, pytest.approx(98 / 126))
    assert found.effective == pytest.approx(4 * 98 / 126)


def test_short_gaps_have_their_own_form_and_the_index_stays_at_one() -> None:
    """Gaps 1, 2: 2 x 9 / (2 x 5) is above 1; the other form would divide by 0."""
    assert extreme_clusters(marked(0, 1, 3)).index == 1.0


@pytest.mark.parametrize("memory", [0.0, 0.3, 0.5, 0.8])
def test_the_maximum_process_has_its_known_index(memory: float) -> None:
    """X_t = max(memory X_t-1, (1 - memory) Z_t), Z unit Frechet: the index is 1 - memory (Beirlant and others 2004)."""
    random = np.random.default_rng(8)
    shocks = (1.0 - memory) / random.exponential(size=400_000)
    values = np.empty_like(shocks)
    values[0] = shocks[0] / (1.0 - memory)
    for day in range(1, shocks.size):
        values[day] = max(memory * values[day - 1], shocks[day])
    found = extreme_clusters(values > np.quantile(values, 0.995))
    assert found.index == pytest.approx(1.0 - memory, abs=0.06)


def test_time_turned_round_and_quiet_days_around_change_nothing() -> None:
    days = np.random.default_rng(3).random(2000) < 0.05
    index = extreme_clusters(days).index
    assert extreme_clusters(days[::-1]).index == pytest.approx(index)
    assert extreme_clusters(np.concatenate([np.zeros(99, bool), days])).index == pytest.approx(index)


@pytest.mark.parametrize("marks", [np.zeros(50, bool), marked(4, 9)])
def test_too_few_extremes_are_refused(marks: np.ndarray) -> None:
    with pytest.raises(InsufficientDataError, match="3 are needed"):
        extreme_clusters(marks)


@pytest.mark.parametrize("marks", [np.arange(5.0), np.zeros((5, 2), bool)])
def test_other_things_than_days_are_refused(marks: np.ndarray) -> None:
    with pytest.raises(DegenerateInputError, match="one boolean a day"):
        extreme_clusters(marks)
