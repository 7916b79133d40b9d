"""JSON: answers that hold the markup or the text of a document, and those that hold none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_pages import CORPUS, claims, record_of, sound

from remit.loaders.pipeline import Pipeline
from remit.loaders.readers import read
from remit.ontology.errors import UnreadableDocument

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(),
        st.sampled_from(["<p>Слово", "\ud800", "Слово"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner),
        st.dictionaries(st.sampled_from(["text", "title", "requisites", "text_content", "id", "data"]), inner),
    ),
    max_leaves=12,
)


def answer(content: object) -> bytes:
    return json.dumps(content).encode()


def test_an_answer_with_markup_is_read_as_the_page_is(pipeline: Pipeline) -> None:
    document = sound(read((CORPUS / "answer.json").read_bytes(), "answer.json"))
    page = read((CORPUS / "resolution.html").read_bytes(), "resolution.html")
    assert (document.text, document.blocks, document.links) == (page.text, page.blocks, page.links)
    assert document.media_type == "application/json"
    assert document.stated and page.stated
    assert (document.stated.requisite, document.stated.adilet_id) == (page.stated.requisite, page.stated.adilet_id)
    assert claims(record_of(pipeline, "answer.json")) == claims(record_of(pipeline, "resolution.html"))


def test_an_answer_with_text_is_read_as_the_text_is(pipeline: Pipeline) -> None:
    document = sound(read((CORPUS / "portal.json").read_bytes(), "portal.json"))
    portal = json.loads((CORPUS / "portal.json").read_text("utf-8"))
    assert document.text == "\n\n".join((portal["title"], portal["requisites"], portal["text"]))
    assert claims(record_of(pipeline, "portal.json")) == claims(record_of(pipeline, "composition_kaz.txt"))


def test_an_id_is_found_where_the_answer_or_its_name_has_it() -> None:
    text = {"text": "Слово о воде"}
    for content, name in (
        ({**text, "ngr": "P2600009931"}, "a.json"),
        ({**text, "url": "https://adilet.zan.kz/rus/docs/P2600009931#z5", "id": 7}, "a.json"),
        (text, "by-ngr/P2600009931.json"),
    ):
        stated = read(answer(content), name).stated
        assert stated and stated.adilet_id == "P2600009931"


def test_half_letters_become_whole_ones() -> None:
    document = read(
        b'{"title": "\\udc00", "text": "\\u0441\\u043b\\ud800\\u043e\\u0432\\u043e \\ud83d\\ude00"}', "a.json"
    )
    assert document.text.endswith("сл\ufffdово \U0001f600")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "broken JSON"),
        (b'{"n": ' + b"1" * 9999 + b"}", "broken JSON"),
        (b"[" * 200_000, "JSON nested too deep"),
        (answer({"status": "error", "text": " "}), "no document: none of the keys text_content"),
        (answer([{"text": "Слово"}, {"text": "Слово"}]), "2 documents in one file"),
        (answer({"text_content": "<article><p>&nbsp;</p></article>"}), "no text in the markup"),
        (answer({"text": "<div>" * 6000}), "tags nested more than"),
    ],
)
def test_what_holds_no_document_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said) as caught:
        read(data, "answer.json")
    assert "\n" not in str(caught.value)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_no_answer_breaks_the_reader(content: object) -> None:
    try:
        document = sound(read(answer(content), "answer.json"))
    except UnreadableDocument:
        return
    document.text.encode()
