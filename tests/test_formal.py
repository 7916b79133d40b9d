"""Blocks that only serve the form of an act, and how much of what names a body is accounted for."""

from __future__ import annotations

import pytest
from sample_texts import SHARED, part

from remit.loaders.document import Passage
from remit.loaders.formal import find_formal
from remit.loaders.grammar import load_grammar
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import find_sources

CORPUS = SHARED / "corpus"
TELLS = ("duty_control", "power_sentence", "seat_sentence")

RUSSIAN = """О некоторых вопросах Министерства финансов
Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:
1. Утвердить прилагаемые:
1) положение о Министерстве финансов;
2) перечень органов.
2. Министерству финансов принять меры.
3. Настоящее постановление вводится в действие со дня его подписания."""
KAZAKH = """Қаржы министрлігінің мәселелері туралы
Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:
1. Қоса беріліп отырған ереже бекітілсін.
2. Қаржы министрлігі шаралар қабылдасын.
3. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі."""
ENGLISH = """On certain issues of the Ministry of Finance
The Government of the Republic of Kazakhstan RESOLVES:
1. To approve the attached regulation.
2. The Ministry of Finance shall take measures.
3. This resolution shall come into force from the date of its signing."""


@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH, ENGLISH])
def test_only_the_duty_is_more_than_form(text: str) -> None:
    formal = {block.text for block, _ in find_formal(part("act", text))}
    assert [line for line in text.split("\n") if line not in formal] == [text.split("\n")[-2]]


def test_a_line_below_the_enacting_words_is_no_title() -> None:
    lines = RUSSIAN.split("\n")
    below = part("act", "\n".join([*lines[1:], lines[0]]))
    assert lines[0] not in {block.text for block, _ in find_formal(below)}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the sample of the mirror is not beside the repository")
def test_nearly_all_that_names_a_body_with_a_task_is_claimed_or_said_not_to_be_understood(pipeline: Pipeline) -> None:
    """At least 95 of 100 blocks that name a body and that a rule takes for a task or a role."""
    told = accounted = 0
    for source in find_sources([str(CORPUS)]):
        record = pipeline.read(source)
        grammar = load_grammar(record.language)
        for block in record.coverage:
            passage = Passage(record.text[block.start : block.end], block.start, record.language)
            if len(passage.text) > 4000 or not pipeline.names.find(passage.folded):
                continue
            own = passage.folded.lstrip("0123456789-).( \n")
            charged = grammar.search("duty_subject", own) and grammar.search("duty_action", own)
            if charged or any(grammar.search(kind, own) for kind in TELLS):
                told += 1
                accounted += block.status in ("claims", "unknown")
    assert told > 50
    assert accounted / told >= 0.95
