"""What a build adds for machines, on the real site: bundle, cards, heads; each read by its own tool."""

import hashlib
import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from frictionless import Package
from lxml import html
from PIL import Image
from ruamel.yaml import YAML

from figurecheck.paths import Project
from figurecheck.pipeline.dressing import zipped


@pytest.fixture(scope="module")
def unpacked(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release bundle as a reader has it after unpacking."""
    folder = tmp_path_factory.mktemp("bundle")
    with zipfile.ZipFile(built.site / "downloads" / "figurecheck.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


def test_an_archive_is_the_same_whatever_the_order_and_the_hour() -> None:
    one, other = zipped({"b": "2", "a": "1"}), zipped({"a": "1", "b": "2"})
    assert one == other
    with zipfile.ZipFile(BytesIO(one)) as archive:
        assert archive.namelist() == ["a", "b"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_the_bundle_is_a_valid_data_package(unpacked: Path) -> None:
    package = Package(str(unpacked / "datapackage.json"))
    assert len(package.resources) > 40
    report = package.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5]


def test_the_checksums_are_those_of_every_file(unpacked: Path) -> None:
    command = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    done = subprocess.run(command, cwd=unpacked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    listed = {line.split("  ")[1] for line in (unpacked / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    files = {file.relative_to(unpacked).as_posix() for file in unpacked.rglob("*") if file.is_file()}
    assert files - listed == {"SHA256SUMS"}


def test_only_series_that_may_be_passed_on_are_in_it(built: Project, unpacked: Path) -> None:
    described = json.loads(built.datapackage.read_text(encoding="utf-8"))["resources"]
    free = {one["path"].rsplit("/")[-1] for one in described if one["redistributable"]}
    held = {one["path"].rsplit("/")[-1] for one in described if not one["redistributable"]}
    there = {file.name for file in (unpacked / "data").iterdir()}
    assert there
    assert there <= free
    assert not held & {file.name for file in unpacked.rglob("*.csv")}


def test_the_release_is_the_checksum_of_what_results_rest_on(built: Project, unpacked: Path) -> None:
    index = json.loads((unpacked / "claims.json").read_text(encoding="utf-8"))
    for told in index["articles"]:
        results = json.loads((unpacked / told["results"]).read_text(encoding="utf-8"))
        lines = [f"code {results['code']}"]
        lines += [f"claim {one['id']} {one['definition']}" for one in results["claims"]]
        lines += [f"series {name} {one['sha256']}" for name, one in results["series"].items()]
        checksum = hashlib.sha256("".join(f"{line}\n" for line in sorted(lines)).encode()).hexdigest()
        assert told["release"]["sha256"] == checksum
        assert told["release"]["id"] == results["release"] == f"{results['data']['last_day']}-{checksum[:8]}"
        assert (built.site / told["results"]).read_bytes() == (unpacked / told["results"]).read_bytes()


def test_the_citation_file_is_valid(unpacked: Path) -> None:
    """Against the schema of Citation File Format that check-jsonschema brings."""
    program = str(Path(sys.executable).parent / "check-jsonschema")
    command = [program, "--builtin-schema", "vendor.citation-file-format", str(unpacked / "CITATION.cff")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    said = YAML(typ="safe").load((unpacked / "CITATION.cff").read_text(encoding="utf-8"))
    index = json.loads((unpacked / "claims.json").read_text(encoding="utf-8"))
    releases = {one["slug"]: one["release"]["id"] for one in index["articles"]}
    assert len(releases) > 1
    named = "".join(f"{article} {releases[article]}\n" for article in sorted(releases))
    newest = max(one["release"]["day"] for one in index["articles"])
    assert said["version"] == f"{newest}-{hashlib.sha256(named.encode()).hexdigest()[:8]}"
    assert all(any(release in one["value"] for one in said["identifiers"]) for release in releases.values())


def test_every_page_says_how_it_is_shared_and_every_card_is_there(built: Project) -> None:
    pages = list(built.site.rglob("index.html"))
    assert len(pages) > 50
    titles = set()
    for file in pages:
        page = html.document_fromstring(file.read_text(encoding="utf-8"))
        said = {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}
        assert said["og:title"], file
        assert said["og:description"], file
        card = (file.parent / said["og:image"]).resolve()
        with Image.open(card) as shown:
            assert shown.size == (1200, 630)
        titles.add(card)
    assert len(titles) == 1 + len(list(built.site.glob("*/cards/*.png")))


def test_icons_and_feeds_that_heads_name_are_there(built: Project) -> None:
    for file in (built.site / "index.html", built.site / "data" / "index.html"):
        page = html.document_fromstring(file.read_text(encoding="utf-8"))
        links = page.xpath("//link[contains(@rel, 'icon') or @rel='alternate']/@href")
        assert len(links) >= 5
        assert all((file.parent / link).is_file() for link in links), links


def test_the_page_for_missing_addresses_says_what_to_do_and_how_old_the_data_are(built: Project) -> None:
    lost, home = (html.parse(built.site / name) for name in ("404.html", "index.html"))
    said = [" ".join(page.xpath("string(//article//p[@class='fc-age'])").split()) for page in (lost, home)]
    assert said[0] == said[1] != ""
    assert "There is no page at this address" in lost.xpath("string(//article)")
    (home_of_the_host,) = lost.xpath("//header//a[contains(@class, 'md-logo')]/@href")
    assert lost.xpath("//article//a/@href") == [home_of_the_host, "./", "../"]
    (past_the_menu,) = lost.xpath("//*[@data-md-component='skip']/a/@href")
    assert lost.xpath("//article//h1/@id") == [past_the_menu.removeprefix("#")]
