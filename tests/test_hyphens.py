"""Words broken over two lines in tables."""

from __future__ import annotations

import pytest

from remit.loaders.hyphens import places, unbroken

_TEXTS = [
    ("Ответствен-\nные исполни-\nтели", "Ответственные исполнители"),
    ("Жауап-\n  тылар", "Жауаптылар"),
    ("respon-\nsible", "responsible"),
    ("Восточно-\nКазахстанская", "Восточно-\nКазахстанская"),
    ("июнь -\nавгуст", "июнь -\nавгуст"),
    ("2025-\n2026 годы", "2025-\n2026 годы"),
    ("социально-\nэкономический рост", "социально-экономический рост"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "whole"), _TEXTS)
def test_a_broken_word_is_made_whole(text: str, whole: str) -> None:
    assert unbroken(text) == whole


@pytest.mark.parametrize(("text", "whole"), _TEXTS)
def test_each_letter_stands_where_it_stood(text: str, whole: str) -> None:
    standing = places(text)
    assert "".join(text[at] for at in standing) == whole
