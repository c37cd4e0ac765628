"""The articles of the project: sound, complete, and what is typed here is what they claim."""

import re
from pathlib import Path

import pytest

from figurecheck.claims.loading import article_problems, load_article
from figurecheck.claims.model import Article, Claim, Part, Role
from figurecheck.claims.readings import readings
from figurecheck.claims.retold import marks
from figurecheck.claims.statistics import LevelRegime
from figurecheck.ledger.definitions import definition_hash
from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.verdicts.targets import target_of
from projects import ROOT, figurecheck

ARTICLES = Path(__file__).parents[1] / "articles"
FILES = sorted(ARTICLES.glob("*.yml"))

# id: (section, further sections, kind, stated, attributed to), as the article's claims were registered
REGISTER = {
    "corr-btc-r2ktech-volatile": ("correlation", (), "strength", "strong", ("JPMorgan",)),
    "surge-2020-both": ("correlation", (), "direction", "up", ("JPMorgan",)),
    "surge-2024-both": ("correlation", (), "direction", "up", ("JPMorgan",)),
    "slump-2022-both": ("correlation", (), "direction", "down", ("JPMorgan",)),
    "rally-btc-2020": ("correlation", ("case-study-2020",), "figure", "300%", ("Cryptopolitan", "Onwish")),
    "rally-r2ktech-2020": ("correlation", ("case-study-2020",), "figure", "40%", ("Cryptopolitan", "Onwish")),
    "drop-btc-2022": ("correlation", (), "figure", "over 60%", ("Cryptopolitan",)),
    "drop-r2ktech-2022": ("correlation", (), "figure", "over 60%", ("Cryptopolitan",)),
    "align-sol": ("correlation", (), "strength", "aligned", ("Bravos Research via BeInCrypto",)),
    "align-ada": ("correlation", (), "strength", "aligned", ("Bravos Research via BeInCrypto",)),
    "risk-on-off": ("correlation", (), "structure", "one factor", ()),
    "shared-drivers": ("correlation", (), "untestable", "cause", ("JPMorgan",)),
    "fed-hikes-2022": ("fed", (), "policy", "hikes", ("DeFi-Planet",)),
    "hikes-hit-both": ("fed", (), "direction", "down", ("DeFi-Planet",)),
    "fed-cuts-2024-2025": ("fed", (), "policy", "cuts", ("BeInCrypto",)),
    "cuts-lift-both": ("fed", (), "direction", "up", ("BeInCrypto",)),
    "sep2025-btc": ("fed", (), "figure", "15%", ("CoinDesk",)),
    "sep2025-r2ktech": ("fed", (), "figure", "12%", ("CoinDesk",)),
    "rates-opportunity-cost": ("fed", (), "strength", "inverse", ("BeInCrypto",)),
    "forecast-5050": ("fed", (), "untestable", "50-50", ("Morgan Stanley",)),
    "cashflow-venture": ("fed", (), "untestable", "inflows", ("BeInCrypto",)),
    "fed-cautious": ("fed", (), "untestable", "wording", ()),
    "havens-in-corrections": ("sentiment", (), "hedge", "rotation", ()),
    "smallcap-complementary-hedge": ("sentiment", (), "hedge", "hedge", ()),
    "inflows-2022": ("sentiment", (), "untestable", "inflows", ("Investing.com",)),
    "retail-overlap": ("sentiment", (), "untestable", "overlap", ("Robinhood", "Binance")),
    "structural-link": ("sentiment", (), "structure", "structural", ()),
    "fed-2020-easing": ("case-study-2020", (), "policy", "cuts + QE", ("Onwish",)),
    "drop-both-2022-60": ("case-study-2022", (), "figure", "60%", ("Bankrate",)),
    "rally-btc-2024": ("case-study-2024", (), "figure", "150%", ("Inc.",)),
    "rally-smalltech-2024": ("case-study-2024", (), "figure", "25%", ("Inc.",)),
    "crypto-fails-to-hedge": (
        "limits",
        (),
        "hedge",
        "fails; fading",
        ("a ScienceDirect study with Extreme Value Theory",),
    ),
    "smallcap-fragile": ("limits", (), "strength", "illiquid; prone", ("Bridgeway",)),
}

# id: (series, window rule, price, target) of each part's primary reading
PRIMARIES = {
    "corr-btc-r2ktech-volatile": [("PSCT", "closes", None, ">= 0.5"), ("PSCT", "closes", None, "> 0.0")],
    "align-sol": [("PSCT", "closes", None, ">= 0.3")],
    "align-ada": [("PSCT", "closes", None, ">= 0.3")],
    "risk-on-off": [
        (None, "closes", None, ">= 0.6"),
        (None, "closes", None, "> 0.0"),
        (None, "closes", None, "> 0.0"),
    ],
    "rates-opportunity-cost": [("BTC-USD", "closes", None, "< 0.0"), ("BTC-USD", "closes", None, "< 0.0")],
    "structural-link": [("PSCT", "closes", None, "<= 0.05")] * 3,
    "surge-2020-both": [("BTC-USD", "calendar_year", "close", ">= 0.2"), ("PSCT", "calendar_year", "close", ">= 0.2")],
    "surge-2024-both": [("BTC-USD", "calendar_year", "close", ">= 0.2"), ("PSCT", "calendar_year", "close", ">= 0.2")],
    "slump-2022-both": [
        ("BTC-USD", "calendar_year", "close", "<= -0.2"),
        ("PSCT", "calendar_year", "close", "<= -0.2"),
    ],
    "rally-btc-2020": [("BTC-USD", "calendar_year", "close", "rise")],
    "rally-r2ktech-2020": [("PSCT", "calendar_year", "close", "rise")],
    "drop-btc-2022": [("BTC-USD", "calendar_year", "close", "fall")],
    "drop-r2ktech-2022": [("PSCT", "calendar_year", "close", "fall")],
    "hikes-hit-both": [("BTC-USD", "from_event", "close", "<= -0.1"), ("PSCT", "from_event", "close", "<= -0.1")],
    "cuts-lift-both": [("BTC-USD", "from_event", "close", "> 0.0"), ("PSCT", "from_event", "close", "> 0.0")],
    "sep2025-btc": [("BTC-USD", "from_event", "close", "rise")],
    "sep2025-r2ktech": [("PSCT", "from_event", "close", "rise")],
    "drop-both-2022-60": [("BTC-USD", "calendar_year", "close", "fall"), ("PSCT", "calendar_year", "close", "fall")],
    "rally-btc-2024": [("BTC-USD", "calendar_year", "close", "rise")],
    "rally-smalltech-2024": [("PSCT", "calendar_year", "close", "rise")],
    "fed-hikes-2022": [("DFEDTARU", "calendar_year", None, "> 0.0"), ("DFEDTARU", "calendar_year", None, ">= 2.0")],
    "fed-cuts-2024-2025": [
        ("DFEDTARU", "calendar_year", None, "< 0.0"),
        ("DFEDTARU", "calendar_year", None, ">= 1.0"),
        ("DFEDTARU", "closes", None, "< 0.0"),
        ("DFEDTARU", "closes", None, ">= 1.0"),
    ],
    "havens-in-corrections": [("GLD", "closes", "total_return", "> 0.0")],
    "smallcap-complementary-hedge": [
        ("IWC", "closes", "total_return", "< 0.0"),
        ("IWC", "closes", "total_return", "< 0.0"),
        ("IWC", "closes", "total_return", "> 0.0"),
    ],
    "crypto-fails-to-hedge": [
        ("SPY", "closes", "total_return", "< 0.1"),
        ("SPY", "closes", "total_return", "< 0.1"),
        ("PSCT", "closes", "total_return", "< 0.1"),
        ("PSCT", "closes", "total_return", "< 0.1"),
        ("SPY", "closes", "total_return", "> 0.0"),
    ],
    "smallcap-fragile": [
        *[("ULTRA-SMALL-CAP-BASKET", "closes", None, "> 1.0")] * 2,
        *[("ULTRA-SMALL-CAP-BASKET", "closes", "total_return", "> 1.0")] * 4,
    ],
    "fed-2020-easing": [("FOMC", "calendar_month", None, ">= 2.0"), ("WALCL", "calendar_year", None, ">= 0.1")],
}


@pytest.fixture(scope="module")
def flagship() -> Article:
    return load_article(ARTICLES / "ultra-small-cap-hedges.yml", builtin_catalogue())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_article_is_sound(file: Path) -> None:
    assert [str(problem) for problem in article_problems(file, builtin_catalogue())] == []


def test_there_is_an_article() -> None:
    assert FILES


def registered(claim: Claim) -> tuple[str, tuple[str, ...], str, str, tuple[str, ...]]:
    return claim.section, claim.also_in, claim.kind.value, claim.stated, claim.attributed_to


def test_the_registered_claims_are_there_with_what_was_stated(flagship: Article) -> None:
    found = {claim.id: registered(claim) for claim in flagship.claims}
    assert {name: found.get(name) for name in REGISTER} == REGISTER


def test_the_primary_readings_are_the_ones_that_were_fixed(flagship: Article) -> None:
    assert {name: [primary(part) for part in flagship.claim(name).parts] for name in PRIMARIES} == PRIMARIES
    testable = {name for name, (_, _, kind, _, _) in REGISTER.items() if kind != "untestable"}
    assert set(PRIMARIES) == testable


def primary(part: Part) -> tuple[str | None, str, str | None, str]:
    reading, target = part.primary, part.target
    assert reading.window is not None
    signs = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}
    words = [f"{sign} {getattr(target, name)}" for name, sign in signs.items() if getattr(target, name) is not None]
    return reading.series, reading.window.rule, reading.price, target.stated or " and ".join(words)


def test_pairs_regimes_and_panels_are_the_ones_that_were_fixed(flagship: Article) -> None:
    """Second series, first day, frequency and regime or panel of each primary reading on two series or more."""
    names = ("corr-btc-r2ktech-volatile", "align-sol", "align-ada", "rates-opportunity-cost", "structural-link")
    found = {
        (name, reading.against, str(getattr(reading.window, "start", "")), reading.frequency)
        for name in names
        for reading in (part.primary for part in flagship.claim(name).parts)
    }
    assert found == {
        ("corr-btc-r2ktech-volatile", "BTC-USD", "2014-09-17", "daily"),
        ("align-sol", "SOL-USD", "2020-04-10", "daily"),
        ("align-ada", "ADA-USD", "2017-11-09", "daily"),
        ("rates-opportunity-cost", "DGS2", "2014-09-17", "daily"),
        ("rates-opportunity-cost", "EFFR", "2014-09-17", "weekly"),
        ("structural-link", "BTC-USD", "2014-09-17", "daily"),
    }
    regimes = {part.primary.regime for part in flagship.claim("corr-btc-r2ktech-volatile").parts}
    assert regimes == {LevelRegime(rule="level", series="VIXCLS", percentile=0.8)}
    panels = {part.primary.panel for part in flagship.claim("risk-on-off").parts}
    assert panels == {(("BTC-USD", "ETH-USD"), ("PSCT", "IWC"))}


def test_events_carry_the_moment_of_their_announcement(flagship: Article) -> None:
    """New York time as published by the Fed; the halving block in UTC."""
    moments = {event.id: event.moment.isoformat() for event in flagship.events}
    assert moments["fomc-2020-03-03"] == "2020-03-03T10:00:00-05:00"
    assert moments["fomc-2020-03-15"] == "2020-03-15T17:00:00-04:00"
    assert moments["first-hike-2022"] == "2022-03-16T14:00:00-04:00"
    assert moments["first-cut-2024"] == "2024-09-18T14:00:00-04:00"
    assert moments["cut-2025-09-17"] == "2025-09-17T14:00:00-04:00"
    assert flagship.event("halving-2024").moment.timestamp() == 1713571740  # 2024-04-20 00:09 UTC


def test_publication(flagship: Article) -> None:
    assert flagship.published_utc.isoformat() == "2025-10-03T06:29:00+00:00"
    assert flagship.article.publication_day.isoformat() == "2025-10-02"


def test_proxies_and_their_roles(flagship: Article) -> None:
    roles = {p.id: {role: [s.id for s in p.series if s.role is role] for role in Role} for p in flagship.proxies}
    assert roles == {
        "r2k-tech": {
            Role.PRIMARY: ["PSCT"],
            Role.ADMITTED: ["IWO", "IWM", "IWC"],
            Role.CONTEXT: ["XSW", "XSD", "XLK", "QQQ"],
        },
        "ultra-small-cap": {
            Role.PRIMARY: ["IWC"],
            Role.ADMITTED: ["FDM", "ULTRA-SMALL-CAP-BASKET"],
            Role.CONTEXT: ["QQQ"],
        },
    }


def test_sections_keep_the_order_of_the_article(flagship: Article) -> None:
    assert [section.id for section in flagship.sections] == [
        "correlation",
        "fed",
        "sentiment",
        "case-study-2020",
        "case-study-2022",
        "case-study-2024",
        "limits",
    ]


@pytest.mark.parametrize("name", [name for name, entry in REGISTER.items() if entry[2] == "figure"])
def test_a_figure_has_six_to_forty_other_readings(flagship: Article, name: str) -> None:
    assert 6 <= sum(len(readings(flagship, part)) - 1 for part in flagship.claim(name).parts) <= 40


@pytest.mark.parametrize("name", [name for name, entry in REGISTER.items() if entry[2] in {"strength", "hedge"}])
def test_a_statistical_claim_has_twelve_to_forty_other_readings(flagship: Article, name: str) -> None:
    assert 12 <= sum(len(readings(flagship, part)) - 1 for part in flagship.claim(name).parts) <= 40


def test_claims_are_in_the_order_of_the_sections(flagship: Article) -> None:
    order = [section.id for section in flagship.sections]
    places = [order.index(claim.section) for claim in flagship.claims]
    assert places == sorted(places)


def test_every_section_is_retold_with_all_its_claims_in_short_sentences(flagship: Article) -> None:
    """The article register says which claims a section makes; 25 words are a long sentence."""
    for section in flagship.sections:
        made = {name for name, (first, others, *_) in REGISTER.items() if section.id in (first, *others)}
        assert {mark.claim for mark in marks(section.retelling)} == made
        for sentence in re.split(r"[.:] |\n", re.sub(r"\{[^}]*: ([^}]*)\}", r"\1", section.retelling)):
            assert len(sentence.split()) <= 30, sentence


def test_no_article_of_the_project_leaves_a_warning_unanswered() -> None:
    told = figurecheck(Project(ROOT), "check", "--strict")
    assert (told.returncode, told.stderr) == (0, "")


def test_saying_the_rounding_that_the_rule_reads_changes_no_definition(flagship: Article) -> None:
    claim = flagship.claim("rally-smalltech-2024")
    unsaid, narrow = (claim.model_copy(update={"rounded_to": unit}) for unit in (None, 1.0))
    assert claim.rounded_to == 5
    assert definition_hash(flagship, claim) == definition_hash(flagship, unsaid)
    assert definition_hash(flagship, claim) != definition_hash(flagship, narrow)
    assert target_of(narrow, narrow.parts[0].target).why.endswith("round to 25%, said to be rounded to 1")
    assert target_of(claim, claim.parts[0].target) == target_of(unsaid, unsaid.parts[0].target)


def test_what_is_not_checked_is_listed_with_reasons(flagship: Article) -> None:
    assert len(flagship.not_checked) >= 4
