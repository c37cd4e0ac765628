"""Reading built pages: what a browser would see; attributes are held to the reader of the standard library."""

from collections.abc import Mapping
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.pipeline.html_reading import read_html

Event = tuple[str, str]


class Events:
    """Remembers what it is told, with the text between two elements in one piece."""

    def __init__(self) -> None:
        self.found: list[Event] = []
        self.attributes: list[tuple[str, str]] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.found.append(("start", tag))
        self.attributes += attributes.items()

    def data(self, text: str) -> None:
        if self.found and self.found[-1][0] == "text":
            text = self.found.pop()[1] + text
        self.found.append(("text", text))

    def end(self, tag: str) -> None:
        self.found.append(("end", tag))

    def close(self) -> None:
        """Nothing to do."""


class Standard(HTMLParser):
    """The same by the reader of the standard library."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.attributes += [(name, value or "") for name, value in attrs]


def events(page: str) -> Events:
    found = Events()
    read_html(page, found)
    return found


def test_letters_of_names_are_small_and_values_are_decoded() -> None:
    found = events('<!doctype html><title>t</title><p ID=one Title="a &amp; b" data-x=\'"\' hidden>x</p>')
    assert ("start", "p") in found.found
    assert found.attributes == [("id", "one"), ("title", "a & b"), ("data-x", '"'), ("hidden", "")]


@pytest.mark.parametrize("program", ["a < b && c > d", 'x = "</p>"; // <b>', "<!-- old\nrun()\n// -->", "a &lt; b"])
def test_a_script_is_text_to_its_end(program: str) -> None:
    found = events(f"<!doctype html><head><title>t</title></head><body><script>{program}</script><p>after</p></body>")
    at = found.found.index(("start", "script"))
    assert found.found[at + 1 : at + 3] == [("text", program), ("end", "script")]
    assert ("start", "p") in found.found


def test_scripts_of_drawings_templates_and_comments() -> None:
    """A script inside a drawing or a template is told; what stands in a comment is not."""
    page = "<body><svg><script>one</script></svg><template><script>two</script></template><!-- <script>no</script> -->"
    assert [text for kind, text in events(page).found if kind == "text"] == ["one", "two"]


def test_deep_and_long_pages_are_read_to_the_end() -> None:
    deep = "<div>" * 1_500 + "</div>" * 1_500
    found = events(f"<body>{deep}<p>{'x' * 11_000_000}</p><script>last</script></body>")
    assert found.found.count(("start", "div")) == 1_500
    assert ("text", "last") in found.found


@given(
    st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True),
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=20),
        max_size=4,
    )
)
def test_attributes_as_the_standard_library_reads_them(attributes: dict[str, str]) -> None:
    quoted = "".join(
        f' {name}="{value.replace("&", "&amp;").replace(chr(34), "&quot;")}"' for name, value in attributes.items()
    )
    page = f"<!doctype html><body><i{quoted}>x</i></body>"
    theirs = Standard()
    theirs.feed(page)
    assert events(page).attributes == theirs.attributes == list(attributes.items())
