"""The rows of the table of all claims, on the small site: its fund is held against a mark of a fifth."""

from figurecheck.pages.claim_rows import claim_rows
from small_site import small_site


def test_a_figure_that_the_article_does_not_state_has_its_mark_beside_it() -> None:
    coin, fund, mood = claim_rows(small_site().articles[0])
    assert coin.figure is not None
    assert coin.figure.note == ""
    assert fund.figure is not None
    assert fund.figure.note.replace("\N{NO-BREAK SPACE}", " ") == "proxy; mark 20 % or more"
    assert mood.figure is None
