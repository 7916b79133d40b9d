"""Keys of abbreviations: at the end of a document and in passing, and lists that are none."""

from __future__ import annotations

import pytest
from sample_texts import document

from remit.loaders.abbreviations import aliases, find_abbreviations, is_key
from remit.loaders.pipeline import Pipeline


def _key(pipeline: Pipeline, text: str) -> dict[str, str]:
    return find_abbreviations(document(text), pipeline.names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "МСК – Министерство степей и камней;\nОФ «Сурок» – общественный фонд «Сурок»",
            {"МСК": "Министерство степей и камней", "ОФ «Сурок»": "общественный фонд «Сурок»"},
        ),
        (
            "МСК – Министерство степей; МВ – Министерство ветра; МИО – местные исполнительные органы.",
            {"МСК": "Министерство степей", "МВ": "Министерство ветра", "МИО": "местные исполнительные органы"},
        ),
        ("ҚР ДТМ – елдегі Дала және тастар министрлігі", {"ҚР ДТМ": "елдегі Дала және тастар министрлігі"}),
        ("MoS - Ministry of Steppes and stones", {"MoS": "Ministry of Steppes and stones"}),
        ("Минюст – Министерство юстиции", {"Минюст": "Министерство юстиции"}),
        (
            "Тасмині – Қазақстан Республикасының Тас министрлігі",
            {"Тасмині": "Қазақстан Республикасының Тас министрлігі"},
        ),
        ("[bookmark: _Hlk5]МСК – Министерство степей и камней", {"МСК": "Министерство степей и камней"}),
    ],
)
def test_entries_of_a_key(pipeline: Pipeline, text: str, expected: dict[str, str]) -> None:
    assert _key(pipeline, text) == expected
    assert all(is_key(block) for block in document(text).blocks)


@pytest.mark.parametrize(
    "text",
    [
        "степь – место без деревьев",
        "1) МСК – Министерство степей и камней",
        "МСК – МВ и другие органы",
        "Ерманов К.С. – министр степей; и всё остальное, что без тире",
        "МСК – Министерство",
        "Минск – столица соседней республики",
        "Нацбанк – Главный банк степей",
        "1) председатель – Министр финансов Республики Казахстан;",
        "2) дилер – юридическое лицо, продающее камни;",
        "",
    ],
)
def test_what_only_looks_like_a_key_is_none(pipeline: Pipeline, text: str) -> None:
    words = f"Приказ.\n{text}"
    assert _key(pipeline, words) == {}
    assert not any(is_key(block) for block in document(words).blocks)


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("Совет по камням (далее – Совет) является органом", "Совет"),
        ("Тастар жөніндегі кеңес (бұдан әрі – Кеңес) орган болып табылады", "Кеңес"),
        ("The Council on Stones (hereinafter – the Council) is a body", "Council"),
        ("ТОО «Камень» (далее - «Камень») участвует", "Камень"),
    ],
)
def test_a_definition_in_passing_gives_its_alias_and_the_words_before_it(text: str, alias: str) -> None:
    (block,) = document(text).blocks
    ((found, before),) = aliases(block)
    assert found == alias
    assert text.startswith(before)


def test_a_definition_counts_where_a_known_name_stands_before_it(pipeline: Pipeline) -> None:
    text = "Министерство финансов Республики Казахстан (далее – Минстрой) и Дворец камней (далее – ДК)"
    assert _key(pipeline, text) == {"Минстрой": "Министерство финансов Республики Казахстан"}


def test_the_key_at_the_end_outranks_what_was_said_in_passing(pipeline: Pipeline) -> None:
    text = "На Министерство финансов (далее – МСК) возложен контроль.\nМСК – Министерство степей и камней"
    assert _key(pipeline, text) == {"МСК": "Министерство степей и камней"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Министерство финансов Республики Казахстан (далее – Министерство) вносит", "Министерство"),
        (
            "государственное учреждение «Архив Президента Республики Казахстан» (далее – учреждение) хранит",
            "учреждение",
        ),
        ("«Қазақстан Республикасы Президентінің Архиві» мемлекеттік мекемесі (бұдан әрі – мекеме) сақтайды", "мекеме"),
        ("Министерство финансов (далее – уполномоченный орган) ведет", "уполномоченный орган"),
    ],
)
def test_a_common_noun_stands_for_the_name_it_is_in(pipeline: Pipeline, text: str, key: str) -> None:
    assert set(_key(pipeline, text)) == {key}


@pytest.mark.parametrize(
    "text",
    [
        "РГП «Дом камней» Министерства здравоохранения Республики Казахстан (далее – центр) лечит",
        "работники Министерства финансов (далее – комиссия) собираются",
    ],
)
def test_a_common_noun_is_no_name_of_another_body_beside_it(pipeline: Pipeline, text: str) -> None:
    assert _key(pipeline, text) == {}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "1. Министерство камней Республики Казахстан (далее – Министерство) является органом",
            {"Министерство": "Министерство камней Республики Казахстан"},
        ),
        (
            "Республиканское государственное учреждение «Комитет учета камней Министерства камней» (далее – Комитет)",
            {"Комитет": "Комитет учета камней Министерства камней"},
        ),
        (
            "1. Қазақстан Республикасының Тас министрлігі (бұдан әрі – Министрлік) орган болып табылады",
            {"Министрлік": "Қазақстан Республикасының Тас министрлігі"},
        ),
        ("The Ministry of Stones (hereinafter – the Ministry) is a body", {"Ministry": "Ministry of Stones"}),
    ],
)
def test_an_unknown_body_is_defined_by_its_noun(pipeline: Pipeline, text: str, key: dict[str, str]) -> None:
    assert _key(pipeline, text) == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1) организатор – государственный орган, хранящий камни, – Министерство финансов Республики Казахстан;",
            {"организатор": "Министерство финансов Республики Казахстан"},
        ),
        (
            "2) ұйымдастырушы - тастарды сақтайтын мемлекеттік орган - Қазақстан Республикасының Қаржы министрлігі.",
            {"ұйымдастырушы": "Қазақстан Республикасының Қаржы министрлігі"},
        ),
        ("3) organiser – the Ministry of Finance;", {"organiser": "Ministry of Finance"}),
    ],
)
def test_a_term_of_a_list_may_be_a_known_body(pipeline: Pipeline, text: str, expected: dict[str, str]) -> None:
    assert _key(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Образовать Межведомственную комиссию по камням при Правительстве Республики Казахстан (далее – Комиссия)",
        "Образовать Межведомственную комиссию при Правительстве (далее – Межведомственная комиссия)",
        "Создать Совет по камням при Министерстве финансов Республики Казахстан (далее – Совет)",
        "To establish the Commission on Stones under the Ministry of Finance (hereinafter – the Commission)",
    ],
)
def test_a_group_is_not_the_body_it_stands_at(pipeline: Pipeline, text: str) -> None:
    assert _key(pipeline, text) == {}


def test_a_council_that_is_a_body_is_defined_by_its_name(pipeline: Pipeline) -> None:
    assert _key(pipeline, "Совет Безопасности Республики Казахстан (далее – Совет)") == {
        "Совет": "Совет Безопасности Республики Казахстан"
    }
