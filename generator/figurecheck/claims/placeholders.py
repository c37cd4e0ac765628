"""What a new article file says before anybody has edited it; sound, and to be replaced."""

SUMMARY = "Say in two or three sentences what the article holds."
EXAMPLE = "An example"
"""The publisher of the made-up article that a new folder holds."""
_LONGEST = 60
PARAPHRASE = "US shares rose in"
"""The beginning of the paraphrase of the example; the year follows."""


def example_claim(slug: str) -> str:
    """The id of the example claim in a new file; each file has its own, for ids are unique across articles."""
    return f"example-{slug}"[:_LONGEST].rstrip("-")
