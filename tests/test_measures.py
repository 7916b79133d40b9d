"""Plans without a table: numbered paragraphs with lines that say by when and by whom."""

from __future__ import annotations

import pytest
from sample_texts import document

from remit.loaders.linking import Linker
from remit.loaders.measures import COLUMNS, read_measures
from remit.loaders.pipeline import Pipeline
from remit.loaders.plan import read_paragraphs

TEXTS = {
    "ru": """Раздел 1. Степь

1. Посадить ковыль (срок: май 2026 года; ответственные: МЭПР, МИО).

2. Учесть сусликов.
Форма завершения: отчет.
Срок исполнения – до 1 июля 2026 г.
Ответственные исполнители – МЭПР (свод),
– АО «Сурок» (по согласованию).
""",
    "kk": """1-бөлім. Дала

1. Көде отырғызу (мерзімі: 2026 жылғы мамыр; жауаптылар: ЭТРМ, ЖАО).

2. Саршұнақтарды санау.
Аяқталу нысаны: есеп.
Орындау мерзімі – 2026 жылғы 1 шілдеге дейін.
Жауапты орындаушылар – ЭТРМ (жинақтау),
– «Сурок» АҚ (келісім бойынша).
""",
    "en": """Section 1. Steppe

1. Plant feather grass (deadline: May 2026; responsible: MENR, LEBs).

2. Count gophers.
Form of completion: report.
Deadline – by 1 July 2026.
Responsible – MENR (lead),
– JSC "Marmot" (by agreement).
""",
}


@pytest.mark.parametrize("language", TEXTS)
def test_labelled_paragraphs_are_items(language: str, pipeline: Pipeline) -> None:
    blocks = list(document(TEXTS[language]).blocks)
    known = Linker(pipeline.registry, pipeline.names, {}, None).longest_known
    table = read_paragraphs(blocks, language, known)
    assert table is not None and not table.unread
    first, second = table.items
    assert (first.number, second.number) == ("1", "2")
    assert first.section == second.section == blocks[0].text
    assert [str(each.due_by) for item in table.items for each in item.deadlines] == ["2026-05", "2026-07-01"]
    assert [each.by_agreement for each in first.executors] == [False, False]
    assert [(each.mode, each.by_agreement) for each in second.executors] == [("lead", False), ("co-execute", True)]
    assert second.completion in ("отчет", "есеп", "report")


@pytest.mark.parametrize("language", TEXTS)
def test_cells_stand_where_they_say(language: str) -> None:
    read = document(TEXTS[language])
    measures = read_measures(list(read.blocks), language)
    assert measures is not None
    for row in measures.rows:
        assert len(row.cells) in (1, len(COLUMNS))
        for cell in row.cells:
            assert " ".join(read.text[span.start : span.end] for span in cell.spans) == cell.text


@pytest.mark.parametrize(
    "text",
    [
        "1. Посадить ковыль.\n\n2. Учесть сусликов.\n",
        "1. Посадить ковыль.\nСрок: май 2026 года.\n\n2. Учесть сусликов.\n",  # one says little of the others
        "Срок: май 2026 года.\nОтветственные: МЭПР.\n",
        "",
    ],
)
def test_other_paragraphs_are_no_plan(text: str) -> None:
    assert read_measures(list(document(text).blocks) if text else [], "ru") is None
