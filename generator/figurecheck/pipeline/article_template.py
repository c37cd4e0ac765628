"""The text of a new article file; ``<<name>>`` is replaced."""

TEMPLATE = """\
# yaml-language-server: $schema=../reports/schema/article.schema.json
# What one published article claims, in your own words, and how each claim is read. Do not quote its sentences.
# Write every reading and threshold before you look at a result, and the reason beside it.
# Then run: figurecheck check, figurecheck claim ID, figurecheck build.
schema: figurecheck.article/1
stale_after_days: 14

article:
  slug: <<slug>>
  headline: <<headline>>
  byline: not named
  publisher: <<publisher>>
  # The moment of publication with its time zone. What was known before it decides the verdict at publication.
  published: "<<day>>T12:00:00-05:00"
  # The last day on which shares were traded before it, whose closing prices the author could know.
  publication_day: <<trading_day>>
  address: <<address>>
  summary: >-
    <<summary>>

# The article in its own order, retold. Put the id of a claim in braces where its figure stands.
sections:
  - id: main
    title: The article
    retelling: >-
      Shares are said to have risen {<<claim>>: last year}.

claims:
  # An example that can be computed at once. Replace it with the first claim of the article.
  - id: <<claim>>
    section: main
    # figure: a number. direction: up or down. strength: how closely two things move. policy: what a central bank did.
    # hedge, trend, structure: see the guide. untestable: nothing public can settle it; say under 'needs' what would.
    kind: direction
    title: Shares rose
    paraphrase: <<paraphrase>> <<year>>.
    stated: "up"
    parts:
      - id: shares
        title: US shares
        measure: window_return
        # What would make it true, and why this line and no other.
        target:
          above: 0
          why: To rise is to end higher.
        # The one reading that decides, chosen before looking.
        primary:
          series: SPY
          window: {rule: calendar_year, year: <<year>>}
          price: close
          why: The words name the year; the closing price is what charts show.
        # Other readings that a fair reader could take. They never decide, they show how much hangs on the choice.
        alternatives:
          price:
            - value: total_return
              why: An investor also receives dividends.
          window:
            - value: {rule: first_to_last, from: <<year>>-01-01, to: <<year>>-12-31}
              why: A chart that begins in January shows this figure.
"""
