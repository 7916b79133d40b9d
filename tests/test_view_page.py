"""The page of a picture: safe with hostile texts, whole without a network, and at work in a real browser."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
import sample_records as samples
from view_samples import Page, filled, plan_record

from remit.graph.views import write_view
from remit.ontology.claims import DocumentRecord

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = "</script><img src=x onerror=alert(1)><!--<script>\u2028'\"&amp; {{ 7*7 }} ]]>"


# -- safety -------------------------------------------------------------------------------------------------------


def hostile_record() -> DocumentRecord:
    return plan_record(3, bodies=2, name=f"{HOSTILE}.txt", label=HOSTILE)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    with filled(folder / "graph", hostile_record()) as store:
        write_view(store, folder / "page.html")
    return folder / "page.html"


def test_hostile_texts_stay_texts(hostile: Path) -> None:
    page = Page(hostile)
    assert "<img" not in page.html
    assert not any(tag in ("img", "iframe", "object", "embed", "base", "link") for tag, _ in page.elements)
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert len(page.scripts) == 7
    assert f"{HOSTILE} 1" in {node["full"] for node in page.things}
    assert any(HOSTILE in claim["quote"] for claim in page.data["page"]["claims"])
    for attributes, text in page.scripts:
        if attributes.get("type") == "application/json":
            assert not set("<>&\u2028\u2029") & set(text)


def test_nothing_is_loaded_from_elsewhere(hostile: Path) -> None:
    page = Page(hostile)
    for tag, attributes in page.elements:
        assert not {"src", "href", "srcset", "action", "data", "poster", "background"} & set(attributes), tag
    style = re.search(r"<style>(.*?)</style>", page.html, re.DOTALL)
    assert style
    assert not re.search(r"url\(|@import", style[1])
    for attributes, text in page.scripts:
        if attributes.get("type") != "application/json":
            assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|importScripts|sendBeacon|\bimport\(", text)


def test_only_the_scripts_we_wrote_may_run(hostile: Path) -> None:
    page = Page(hostile)
    policy = next(
        str(attributes["content"])
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split(";")}
    assert rules["default-src"] == ["'none'"]
    assert rules["img-src"] == ["data:"]
    code = [text for attributes, text in page.scripts if attributes.get("type") != "application/json"]
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in code]
    assert rules["script-src"] == [f"'sha256-{digest}'" for digest in digests]


def test_the_script_writes_texts_only() -> None:
    script = "".join(path.read_text("utf-8") for path in (ROOT / "graph/templates").glob("*.js"))
    assert "textContent" in script
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script)


# -- in a browser -------------------------------------------------------------------------------------------------

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian package chromium)")


def opened(path: Path, fragment: str, profile: Path) -> tuple[str, str]:
    """Open a page in a browser; give its DOM after the scripts ran, and what they wrote to the console."""
    assert CHROMIUM
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--virtual-time-budget=4000", "--window-size=1200,800", "--enable-logging=stderr",
            f"--user-data-dir={profile}", "--dump-dom", f"{path.as_uri()}{fragment}",
        ],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    console = "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)
    # The embedded data holds every text anyway; what counts is what is shown.
    shown = re.sub(r"<script.*?</script>|<style.*?</style>", "", done.stdout, flags=re.DOTALL)
    return shown, console


def panel(dom: str) -> str:
    found = re.search(r'<section id="panel".*?</section>', dom, re.DOTALL)
    assert found
    return found[0]


@pytest.fixture(scope="module")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    with filled(folder / "graph", plan_record(60, bodies=12)) as store:
        write_view(store, folder / "page.html", lang="ru")
    return folder / "page.html"


@in_browser
def test_the_page_opens_without_a_word_of_complaint(large_page: Path, tmp_path: Path) -> None:
    dom, console = opened(large_page, "", tmp_path)
    assert console == ""
    assert 'data-ready="yes"' in dom
    assert "показано 15 из 86" in dom
    assert "<canvas" in dom
    assert "План больших озёр" in panel(dom)


@in_browser
def test_searching_reveals_a_thing_and_its_passage(large_page: Path, tmp_path: Path) -> None:
    dom, console = opened(large_page, "#search=" + quote("mepa 59"), tmp_path)
    assert console == ""
    assert "1 из 1" in dom
    assert "показано 16 из 86" in dom
    assert "<blockquote>Мера 59</blockquote>" in panel(dom)
    assert "invented/large.txt" in panel(dom)
    assert "Орган Мера 11" in panel(dom)


@in_browser
def test_searching_for_nothing_says_so(large_page: Path, tmp_path: Path) -> None:
    dom, _ = opened(large_page, "#search=" + quote("луна"), tmp_path)
    assert "не найдено" in dom


@in_browser
def test_unfolding_a_section_puts_its_members_on_the_picture(large_page: Path, tmp_path: Path) -> None:
    dom, console = opened(large_page, "#focus=section:0", tmp_path)
    assert console == ""
    assert "показано 45 из 86" in dom


@in_browser
def test_a_claim_has_a_link_of_its_own(large_page: Path, tmp_path: Path) -> None:
    claim = f"{samples.document_iri('invented/large.txt')}#item-8-1"
    dom, console = opened(large_page, "#claim=" + quote(claim, safe=""), tmp_path)
    assert console == ""
    assert f'data-claim="{claim}" open=""' in panel(dom)
    assert "головной исполнитель" in panel(dom)


@in_browser
def test_filters_hide_kinds_and_roles(large_page: Path, tmp_path: Path) -> None:
    dom, console = opened(large_page, "#hide=person,lead", tmp_path)
    assert console == ""
    assert "показано 2 из 86" in dom


@in_browser
def test_hostile_texts_are_shown_and_do_nothing(hostile: Path, tmp_path: Path) -> None:
    dom, console = opened(hostile, "#search=" + quote("onerror 1"), tmp_path)
    assert console == ""
    assert 'data-ready="yes"' in dom
    assert "<img" not in dom
    assert "&lt;img src=x onerror=alert(1)&gt;" in panel(dom)
