"""The same document in any format gives the same claims as its plain-text form."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from remit.loaders.pipeline import Pipeline
from remit.loaders.readers import SUFFIXES, read
from remit.loaders.sources import Source
from remit.ontology.claims import Claim, DocumentRecord

FORMATS = Path(__file__).parent / "corpus" / "formats"
EXAMPLES = Path(__file__).parents[1] / "examples"
PROSE = sorted(
    path for number in ("02", "03", "09", "10", "11", "12", "13") for path in EXAMPLES.glob(f"{number}_*.txt")
)
"""Examples whose layout a plain-text file keeps when an office reads it: those without tables."""
DOCUMENTS = ("resolution", "plan")


def record(pipeline: Pipeline, path: Path) -> DocumentRecord:
    """Read a file under the name of the document, whatever its format, so that IRIs are the same."""
    return pipeline.read(Source(path.stem, str(path), SUFFIXES.get(path.suffix), path.read_bytes))


def said(claim: Claim) -> dict[str, Any]:
    """Give a claim without where its passage stands, which no two formats have alike."""
    fields = {"type": type(claim).__name__, **dataclasses.asdict(claim)}
    return {**fields, "evidence": " ".join(claim.evidence.quote.split())}


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html", ".md"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_same_claims_as_plain_text(pipeline: Pipeline, document: str, suffix: str) -> None:
    if suffix not in SUFFIXES:
        pytest.skip(f"no reader for {suffix}")
    expected = record(pipeline, FORMATS / f"{document}.txt")
    found = record(pipeline, (FORMATS / document).with_suffix(suffix))
    assert len(expected.claims) > 20
    assert [said(claim) for claim in found.claims] == [said(claim) for claim in expected.claims]
    assert (found.act, found.genre, found.abbreviations) == (expected.act, expected.genre, expected.abbreviations)


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_passages_are_found_again(pipeline: Pipeline, document: str, suffix: str) -> None:
    found = record(pipeline, (FORMATS / document).with_suffix(suffix))
    for claim in found.claims:
        evidence = claim.evidence
        assert found.text[evidence.start : evidence.end] == evidence.quote
        assert (evidence.place is not None) == (suffix == ".pdf")


def test_pages_of_a_plan_are_its_places(pipeline: Pipeline) -> None:
    """A row that a page's end breaks is on the page where it begins."""
    found = record(pipeline, FORMATS / "plan.pdf")
    pages = [claim.evidence.place for claim in found.claims if getattr(claim, "kind", "") == "plan-item"]
    assert pages == sorted(pages, key=str)
    assert {"page=1", "page=2", "page=3", "page=4"} == set(pages)


def test_the_office_makes_the_same_files(tmp_path: Path) -> None:
    """The DOCX and PDF files are what `make.sh` makes of the HTML files; fonts may differ, and with them the pages."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    subprocess.run(["bash", FORMATS / "make.sh", tmp_path], check=True, capture_output=True, timeout=300)
    for document in DOCUMENTS:
        kept = read((FORMATS / f"{document}.docx").read_bytes(), document)
        made = read((tmp_path / f"{document}.docx").read_bytes(), document)
        assert made.text == kept.text
        assert read((tmp_path / f"{document}.pdf").read_bytes(), document).media_type == "application/pdf"


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the prose examples as LibreOffice makes DOCX and PDF files of them."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("typed")
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    to_docx = ["--infilter=Text (encoded):UTF8,LF,,,", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)]
    subprocess.run([*office, *to_docx, *PROSE], check=True, capture_output=True, timeout=300)
    to_pdf = ["--convert-to", "pdf", "--outdir", str(folder), *(str(folder / f"{path.stem}.docx") for path in PROSE)]
    subprocess.run([*office, *to_pdf], check=True, capture_output=True, timeout=300)
    return folder


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
@pytest.mark.parametrize("example", PROSE, ids=lambda path: path.stem)
def test_examples_typed_in_an_office_agree(pipeline: Pipeline, typed: Path, example: Path, suffix: str) -> None:
    expected, found = record(pipeline, example), record(pipeline, typed / f"{example.stem}{suffix}")
    assert [said(claim) for claim in found.claims] == [said(claim) for claim in expected.claims]
