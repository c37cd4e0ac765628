"""Cards and icons: of the size that is asked for, small, the same bytes twice, and with the words on them."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

from figurecheck.charts.icon import GROUND, MARK, icon_png, icon_svg
from figurecheck.charts.social_card import SIZE, Card, draw_card
from figurecheck.claims.source import Source
from figurecheck.pages.cards import SITE_CARD, cards
from figurecheck.verdicts.outcome import Verdict
from releases import released
from small_site import with_verdict

CARD = Card("\N{CHECK MARK}", "Holds", "#14683f", "Coin rose by 300%.", ("Stated: 300%",), "Figurecheck")


def pixels(picture: bytes) -> np.ndarray:
    return np.asarray(Image.open(BytesIO(picture)).convert("RGB")).astype(int)


def test_a_card_has_the_size_that_is_asked_for_and_is_small() -> None:
    picture = draw_card(CARD)
    assert Image.open(BytesIO(picture)).size == SIZE == (1200, 630)
    assert len(picture) < 30_000


def test_the_same_card_gives_the_same_bytes_and_other_words_do_not() -> None:
    assert draw_card(CARD) == draw_card(CARD)
    assert draw_card(CARD) != draw_card(replace(CARD, title="Coin fell by 300%."))


def test_a_card_holds_nothing_of_those_that_its_process_drew_before() -> None:
    """All are drawn on one canvas; a card alone in a fresh process has the same bytes as one after others."""
    draw_card(replace(CARD, colour="#a1261d", title="A longer title than that of the other. " * 5, foot="Other words"))
    alone = "import sys; from figurecheck.charts.social_card import Card, draw_card; "
    alone += f"sys.stdout.buffer.write(draw_card({CARD!r}))"
    fresh = subprocess.run([sys.executable, "-c", alone], capture_output=True, check=True)
    assert draw_card(CARD) == fresh.stdout


def test_the_colour_of_the_verdict_stands_at_the_edge_and_words_on_white() -> None:
    shown = pixels(draw_card(CARD))
    assert np.abs(shown[300, 5] - (0x14, 0x68, 0x3F)).max() <= 8
    assert (shown[5, 600] == 255).all()
    assert (shown[60:560, 70:1130].min(axis=2) < 100).sum() > 2_000


def test_a_long_title_stays_inside_the_card() -> None:
    """Nothing is drawn in the outermost pixels right and below, and the foot stays free."""
    shown = pixels(
        draw_card(replace(CARD, title="Word after word " * 30, figures=("Recomputed: " + "long " * 40,) * 2))
    )
    assert (shown[:, 1180:] == 255).all()
    assert (shown[610:, 30:] == 255).all()


@pytest.mark.parametrize("entries", [1, 2, 3])
def test_lines_of_figures_stay_above_the_foot(entries: int) -> None:
    """The foot begins 78 pixels above the lower edge; without one nothing is drawn there."""
    long = ("Recomputed: " + "long " * 40,) * entries
    shown = pixels(draw_card(replace(CARD, title="Word after word " * 30, figures=long, foot="")))
    assert (shown[552:, 30:] == 255).all()


@pytest.mark.parametrize("letters", [60, 100, 400])
def test_a_long_foot_stays_inside_the_card(letters: int) -> None:
    shown = pixels(draw_card(replace(CARD, foot=("Claim of a paper " * 30)[:letters])))
    assert (shown[:, 1180:] == 255).all()
    assert (shown[550:590, 70:1180].min(axis=2) < 200).sum() > 500


def test_a_card_names_the_source_of_the_claim() -> None:
    site = released()
    (told,) = site.articles
    source = Source(publisher="Another paper", headline="Another piece", address="https://example.org/piece")
    claim = replace(told.claims[0], claim=told.claims[0].claim.model_copy(update={"source": source}))
    found = cards(replace(site, articles=(replace(told, claims=(claim, *told.claims[1:])),)))
    assert "claim of Another paper " in found["an-article/cards/coin.png"].foot
    assert "claim of A paper " in found["an-article/cards/fund.png"].foot


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_card_of_its_own(verdict: Verdict) -> None:
    found = cards(with_verdict(released(), verdict))
    assert set(found) == {SITE_CARD, *(f"an-article/cards/{name}.png" for name in ("coin", "fund", "mood"))}
    assert found["an-article/cards/coin.png"].title == "Coin rose by 300%."


def test_a_card_says_what_was_stated_and_recomputed() -> None:
    """By hand: 29 / 7 - 1 = 314.3 %."""
    card = cards(released())["an-article/cards/coin.png"]
    assert card.figures == ("Stated: 300%", "Recomputed: +314.3 %")
    assert card.foot.endswith("data up to 30 June 2021")


def test_a_card_of_several_figures_says_of_how_many_it_shows_one() -> None:
    site = released()
    (told,) = site.articles
    one = next(each for each in told.claims if each.claim.id == "coin")
    twice = replace(one, today=replace(one.today, parts=one.today.parts * 2))
    others = tuple(each for each in told.claims if each.claim.id != "coin")
    card = cards(replace(site, articles=(replace(told, claims=(twice, *others)),)))["an-article/cards/coin.png"]
    assert card.figures == ("Stated: 300%", "Recomputed: +314.3 %", "1 of 2 figures: Coin")


@pytest.mark.parametrize("side", [48, 180])
def test_the_icon_is_square_with_a_white_mark_on_the_ground(side: int) -> None:
    shown = pixels(icon_png(side))
    assert shown.shape == (side, side, 3)
    assert (shown[0, 0] == GROUND).all()
    assert (shown[int(side * 20 / 32), int(side * 13.5 / 32)] == MARK).all()
    assert icon_png(side) == icon_png(side)


def test_the_icon_as_svg_is_well_formed() -> None:
    root = fromstring(icon_svg())
    assert root.get("viewBox") == "0 0 32 32"
