"""What a series is called: a fund by its ticker, a basket by its title, never by the identifier of its file."""

from figurecheck.pages.series_names import headed, named, spoken

BASKET = "ULTRA-SMALL-CAP-BASKET"


def test_a_fund_is_called_by_its_ticker_and_a_basket_by_its_title() -> None:
    assert (spoken("IWC"), named("IWC"), headed("IWC")) == ("IWC", "IWC", "IWC")
    assert spoken(BASKET) == "equal-weighted basket of ultra-small-cap technology stocks"
    assert named(BASKET) == "the equal-weighted basket of ultra-small-cap technology stocks"
    assert headed(BASKET) == "Basket"
