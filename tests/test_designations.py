"""What acts name bodies to be, in the three languages."""

from __future__ import annotations

import pytest
from sample_texts import part

from remit.loaders.designations import find_designations


def _shown(text: str) -> list[tuple[str, list[str]]]:
    return [
        (each.locator, [each.holder, *(holder for holder, _, _ in each.joint)])
        for each in find_designations(part("act", text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "4. Определить уполномоченным органом в отношении музея Администрацию Президента Республики Казахстан.",
            [("pt_4", ["Администрацию Президента Республики Казахстан"])],
        ),
        (
            "1. Определить:\n1) Министерство рек центральным органом по вопросам Конвенции;\n"
            "2) Комитет гор и Министерство долин компетентными органами по обмену сведениями.",
            [("pt_1/sub_1", ["Министерство рек"]), ("pt_1/sub_2", ["Комитет гор", "Министерство долин"])],
        ),
        (
            "1. Определить компетентными органами по реализации Договора:\n"
            "Верховный Суд Республики Казахстан в части просьб, исходящих из судов;\n"
            "Министерство юстиции Республики Казахстан в части регистрации прав.",
            [
                ("pt_1/par_2", ["Верховный Суд Республики Казахстан"]),
                ("pt_1/par_3", ["Министерство юстиции Республики Казахстан"]),
            ],
        ),
        (
            "3. «Су басқармасы» мемлекеттік мекемесі су мәселелері жөніндегі жұмыс органы болып айқындалсын.",
            [("pt_3", ["«Су басқармасы» мемлекеттік мекемесі"])],
        ),
        (
            "1. Мыналар:\n1) Өзен министрлігі – Конвенцияны қолдану жөніндегі орталық орган;\n"
            "2) Тау комитеті мен Дала министрлігі – мәлімет алмасу жөніндегі құзыретті органдар "
            "болып айқындалсын.",
            [("pt_1/sub_1", ["Өзен министрлігі"]), ("pt_1/sub_2", ["Тау комитеті", "Дала министрлігі"])],
        ),
        (
            "1. To designate the Ministry of Rivers as the competent authority for the Convention.",
            [("pt_1", ["Ministry of Rivers"])],
        ),
    ],
)
def test_a_body_is_named_to_be_something(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert _shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1. Определить перечень органов согласно приложению.",
        "1. Определить следующие функции совета:\n1) ведет учет.",
        "2. Определить Агентство правопреемником прав Министерства рек.",
        "2. Министерству рек принять меры.",
        "1. Кеңестің мынадай функциялары айқындалсын:\n1) есеп жүргізеді.",
        "1. To approve the list of competent authorities.",
    ],
)
def test_what_names_nobody_to_be_anything(text: str) -> None:
    assert _shown(text) == []


def test_the_role_above_a_list_is_part_of_what_is_said() -> None:
    (power,) = find_designations(part("act", "1. Определить оператором реестра:\n1) Министерство рек в части учета."))
    assert power.title == "оператором реестра: Министерство рек в части учета."
    assert power.kind == "function"
