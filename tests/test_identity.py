"""Which act a document is: by heading, letterhead, approval block or enacting words, or none."""

from __future__ import annotations

from typing import Any

import pytest
from sample_texts import cases, document

from remit.loaders.identity import OwnAct, approval_of, find_identity
from remit.loaders.parts import split


def _find(text: str) -> OwnAct | None:
    whole = document(text)
    return find_identity(whole, split(whole))


@pytest.mark.parametrize(("language", "case"), cases("identity"))
def test_case(language: str, case: dict[str, Any]) -> None:
    own = _find(case["text"])
    if case["act"] is None:
        assert own is None
        return
    assert own is not None
    mention = own.mention
    said = {
        "type": mention.type,
        "number": mention.number,
        "date": str(mention.date) if mention.date else None,
        "title": own.title,
    }
    assert {name: said[name] for name in case["act"]} == case["act"]


@pytest.mark.parametrize(("language", "case"), [each for each in cases("identity") if each.values[1]["act"]])
def test_the_words_that_say_so_are_in_the_text(language: str, case: dict[str, Any]) -> None:
    own, text = _find(case["text"]), document(case["text"]).text
    assert own is not None
    quote = text[own.mention.start : own.mention.end]
    assert quote.strip()
    assert own.mention.number is None or own.mention.number in quote
    assert own.title is None or own.title in " ".join(text.split())


def test_a_document_of_nothing_is_no_act() -> None:
    assert find_identity(document("слово"), []) is None


def test_an_annex_names_the_act_that_approved_it() -> None:
    whole = document("Утверждено\nприказом Министра финансов\nот 5 мая 2025 года № 77\n\nПОЛОЖЕНИЕ\n\n1. Камни.")
    (statute,) = split(whole)
    mention = approval_of(statute, whole)
    assert mention is not None
    assert (mention.type, mention.number, str(mention.date)) == ("ministerial-order", "77", "2025-05-05")
