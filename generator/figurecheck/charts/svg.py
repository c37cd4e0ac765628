"""A drawn figure as SVG that can stand inside a page: small, themed, described, and the same bytes every time."""

import io
import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from figurecheck.charts.style import COLOURS, HALO, PAPER, house_style

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+\.\d+")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_TURNED_BY_NOTHING = re.compile(r"^rotate\(-?0 ")
_OUTLINED = f"paint-order: stroke; stroke: {PAPER}; stroke-width: 0.24em; stroke-linejoin: round"
_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))


def to_svg(figure: Figure, name: str, title: str, description: str, below: Sequence[ET.Element] = ()) -> str:
    """``figure`` as one line of SVG.

    ``name`` is put before every id, so that several charts can stand on one page; ``title`` and ``description`` become
    the accessible name and the long description. Colours of the house style become CSS variables, text stays text in
    the page's own font, coordinates keep one decimal, and there is no fixed size. Elements of ``below`` are drawn
    first, as they are; their ids begin with ``name`` too.
    """
    root = ET.fromstring(_drawn(figure))  # noqa: S314 (matplotlib wrote it)
    _drop_style_sheet(root)
    _rename_ids(root, name)
    for element in root.iter():
        _clean(element)
    _unwrap(root)
    root[:0] = below
    _describe(root, name, title, description)
    root.set("class", "fc-svg")
    text = ET.tostring(root, encoding="unicode", default_namespace=None)
    return text.replace("ns0:", "").replace(":ns0", "") + "\n"


def _drawn(figure: Figure) -> str:
    buffer = io.StringIO()
    with house_style():
        FigureCanvasSVG(figure).print_svg(buffer, metadata=_NO_METADATA)
    return buffer.getvalue()


def _drop_style_sheet(root: ET.Element) -> None:
    """Take out matplotlib's style sheet: inside a page it would apply to everything on it."""
    for defs in root.findall(f"{_SVG}defs"):
        if defs.find(f"{_SVG}style") is not None:
            root.remove(defs)


def _references(element: ET.Element) -> list[str]:
    found = [match for value in element.attrib.values() for match in _REFERENCE.findall(value)]
    link = element.get(_HREF)
    return [*found, link[1:]] if link else found


def _rename_ids(root: ET.Element, name: str) -> None:
    used = dict.fromkeys(reference for element in root.iter() for reference in _references(element))
    names = {old: f"{name}-{number}" for number, old in enumerate(used)}
    for element in root.iter():
        identifier = element.attrib.pop("id", None)
        if identifier in names:
            element.set("id", names[identifier])
        elif identifier == HALO:
            element.set("style", _OUTLINED)
        for key, value in list(element.items()):
            element.set(key, _REFERENCE.sub(lambda match: f"url(#{names[match[1]]})", value))
        if link := element.attrib.pop(_HREF, None):
            element.set("href", f"#{names[link[1:]]}")


def _clean(element: ET.Element) -> None:
    element.text = element.text if element.text and element.text.strip() else None
    element.tail = None
    for key in ("d", "x", "y", "width", "height", "transform"):
        if key in element.attrib:
            element.set(key, _short_numbers(element.attrib[key]))
    if _TURNED_BY_NOTHING.match(element.get("transform", "")):
        del element.attrib["transform"]
    if style := element.attrib.pop("style", None):
        _restyle(element, style)


def _short_numbers(text: str) -> str:
    numbers = _NUMBER.sub(lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), text)
    return re.sub(r" ?([MLCQz]) ?", r"\1", " ".join(numbers.split())).replace("-0 ", "0 ")


def _restyle(element: ET.Element, style: str) -> None:
    """Colours become variables, the font is the page's, and the size of text is an attribute that CSS can overrule."""
    rules = dict(rule.strip().split(": ", 1) for rule in style.split(";") if rule.strip())
    rules.pop("font-family", None)
    if size := rules.pop("font-size", None):
        element.set("font-size", size.removesuffix("px"))
    if element.tag == f"{_SVG}text":
        rules.setdefault("fill", "#000000")
    themed = (f"{key}:{_themed(value)}" for key, value in rules.items())
    element.set("style", ";".join(themed))


def _themed(value: str) -> str:
    name = COLOURS.get(value.lower())
    return value if name is None else f"var(--fc-{name},{value.lower()})"


def _unwrap(element: ET.Element) -> None:
    """Take out groups that carry nothing but their children, and whatever is left empty."""
    children: list[ET.Element] = []
    for child in element:
        _unwrap(child)
        bare = child.tag in {f"{_SVG}g", f"{_SVG}defs"}
        if bare and not child.attrib and child.tag == f"{_SVG}g":
            children.extend(child)
        elif not bare or len(child):
            children.append(child)
    element[:] = children


def _describe(root: ET.Element, name: str, title: str, description: str) -> None:
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    root.set("role", "img")
    root.set("font-family", "system-ui, sans-serif")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-desc")
    for position, (kind, text) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(f"{_SVG}{kind}", {"id": f"{name}-{kind}"})
        element.text = text
        root.insert(position, element)
