"""Duties in the text of acts in the three languages: on whom, by when, and what is no duty."""

from __future__ import annotations

from typing import Any

import pytest
from sample_texts import cases, document, part

from remit.loaders.duties import DutyMention, find_duties


def _shown(duty: DutyMention) -> dict[str, Any]:
    (deadline,) = duty.deadlines or (None,)
    return {
        "locator": duty.locator,
        "bearers": [each.text if each.mode == "execute" else [each.text, each.mode] for each in duty.bearers],
        "deadline_text": duty.deadline_text,
        "due_by": str(deadline.due_by) if deadline and deadline.due_by else None,
        "recurrence": deadline.recurrence if deadline else None,
        "title": duty.title,
    }


@pytest.mark.parametrize(("language", "case"), cases("duties"))
def test_case(language: str, case: dict[str, Any]) -> None:
    found = [_shown(duty) for duty in find_duties(part("act", case["text"]))]
    expected = case["duties"]
    for shown, want in zip(found, expected, strict=False):
        shown["title"] = shown["title"][: len(want.get("title", ""))]
    assert [{name: shown[name] for name in want} for shown, want in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected), found


@pytest.mark.parametrize(("language", "case"), cases("duties"))
def test_a_duty_and_its_bearers_stand_where_they_say(language: str, case: dict[str, Any]) -> None:
    text = document(case["text"]).text
    for duty in find_duties(part("act", case["text"])):
        own = " ".join(text[duty.start : duty.end].split())
        assert duty.title in own or duty.title.endswith(own.rstrip(".;"))
        assert duty.deadline_text is None or duty.deadline_text in text
        for bearer in duty.bearers:
            assert text[bearer.start : bearer.end] == bearer.text
            assert bearer.mode in ("execute", "co-execute", "control")


def test_a_time_limit_that_counts_from_an_event_says_so() -> None:
    (duty,) = find_duties(part("act", "1. Министерству финансов в месячный срок внести предложения."))
    assert [(each.kind, each.due_by) for each in duty.deadlines] == [("relative", None)]
    assert duty.deadlines[0].reason


def test_what_is_longer_than_any_sentence_is_not_read() -> None:
    long = "1. Министерству финансов обеспечить " + "подготовку материалов " * 120
    assert find_duties(part("act", f"{long}.")) == []
    assert [duty.locator for duty in find_duties(part("act", f"{long[:900]}."))] == ["pt_1"]
