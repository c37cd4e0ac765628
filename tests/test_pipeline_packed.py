"""Text held compressed comes back as it was, whichever object is asked in between."""

import sys

from hypothesis import given
from hypothesis import strategies as some

from figurecheck.pipeline.packed import Packed

TEXT = "Ein Satz, öfter gesagt. " * 500


class Page:
    text = Packed("_packed")


@given(some.lists(some.tuples(some.integers(0, 2), some.none() | some.text())))
def test_each_object_has_the_text_that_it_was_given_last(given_texts: list[tuple[int, str | None]]) -> None:
    pages, expected = [Page() for _ in range(3)], [None, None, None]
    for number, text in given_texts:
        pages[number].text = text
        expected[number] = text  # type: ignore[call-overload]
        assert pages[number].text == text
    assert [page.text for page in pages] == expected
    assert [page.text for page in reversed(pages)] == expected[::-1]


def test_what_is_held_of_all_but_the_last_is_small() -> None:
    first, last = Page(), Page()
    first.text, last.text = TEXT, TEXT
    assert sys.getsizeof(first.__dict__["_packed"]) < len(TEXT) / 20
    assert last.__dict__ == {}
    assert first.text == TEXT
    first.text = None
    assert (last.text, first.text) == (TEXT, None)
