"""Two texts of one act: nothing is found where they say the same, and each difference put into one of them is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from remit import cli
from remit.graph.load import load
from remit.graph.store import open_store
from remit.queries.language_versions import Discrepancy, discrepancies

# ruff: noqa: E501 - a paragraph is one line

RUSSIAN = """Постановление Правительства Республики Казахстан от 3 марта 2026 года № 9971

О развитии школьных обсерваторий

В соответствии с постановлением Правительства Республики Казахстан от 5 февраля 2024 года № 9960 Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:

1. Образовать Комиссию по развитию школьных обсерваторий в составе согласно приложению к настоящему постановлению.

2. Министерству просвещения Республики Казахстан до 1 июня 2026 года представить в Правительство Республики Казахстан отчет об обсерваториях.

3. Министерству финансов Республики Казахстан до 1 июля 2026 года обеспечить закупку телескопов.

4. Настоящее постановление вводится в действие со дня его подписания.

Приложение
к постановлению Правительства
Республики Казахстан
от 3 марта 2026 года № 9971

Состав
Комиссии по развитию школьных обсерваторий

Министр просвещения Республики Казахстан, председатель
вице-министр финансов Республики Казахстан, заместитель председателя
вице-министр энергетики Республики Казахстан
"""
KAZAKH = """Қазақстан Республикасы Үкіметінің 2026 жылғы 3 наурыздағы № 9971 қаулысы

Мектеп обсерваторияларын дамыту туралы

Қазақстан Республикасы Үкіметінің 2024 жылғы 5 ақпандағы № 9960 қаулысына сәйкес Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:

1. Осы қаулыға қосымшаға сәйкес құрамда Мектеп обсерваторияларын дамыту жөніндегі комиссия құрылсын.

2. Қазақстан Республикасының Оқу-ағарту министрлігі 2026 жылғы 1 маусымға дейін Қазақстан Республикасының Үкіметіне обсерваториялар туралы есеп ұсынсын.

3. Қазақстан Республикасының Қаржы министрлігі 2026 жылғы 1 шілдеге дейін телескоптар сатып алуды қамтамасыз етсін.

4. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.

Қазақстан Республикасы
Үкіметінің
2026 жылғы 3 наурыздағы
№ 9971 қаулысына
қосымша

Мектеп обсерваторияларын дамыту жөніндегі комиссияның
құрамы

Қазақстан Республикасының Оқу-ағарту министрі, төраға
Қазақстан Республикасының Қаржы вице-министрі, төрағаның орынбасары
Қазақстан Республикасының Энергетика вице-министрі
"""


def found(folder: Path, russian: str, kazakh: str) -> list[Discrepancy]:
    (folder / "rus.txt").write_text(russian, "utf-8")
    (folder / "kaz.txt").write_text(kazakh, "utf-8")
    load(str(folder / "graph"), [str(folder / "rus.txt"), str(folder / "kaz.txt")])
    with open_store(str(folder / "graph")) as store:
        return discrepancies(store)


def test_texts_that_say_the_same_do_not_differ(tmp_path: Path) -> None:
    assert found(tmp_path, RUSSIAN, KAZAKH) == []


@pytest.mark.parametrize(
    ("said", "instead", "finding", "place"),
    [
        ("до 1 июня 2026 года", "до 1 августа 2026 года", "deadline", "act-point pt_2"),
        ("3. Министерству финансов", "3. Министерству энергетики", "bearers", "act-point pt_3"),
        ("вице-министр энергетики", "вице-министр юстиции", "seats", None),
        ("вице-министр энергетики Республики Казахстан\n", "", "seats", "composition"),
        ("от 5 февраля 2024 года № 9960", "от 5 февраля 2024 года № 9961", "citations", None),
    ],
)
def test_each_difference_is_found(tmp_path: Path, said: str, instead: str, finding: str, place: str | None) -> None:
    assert said in RUSSIAN
    differing = found(tmp_path, RUSSIAN.replace(said, instead), KAZAKH)
    assert {each.finding for each in differing} == {finding}
    assert place in {None, *(each.place for each in differing)}
    assert {each.one.language for each in differing} <= {"kk", "ru"}
    assert all(each.one.language != each.other.language for each in differing)
    for side in (side for each in differing for side in (each.one, each.other) if side.quote is not None):
        text = (tmp_path / Path(side.document).name).read_text("utf-8")
        assert text[side.start : side.end] == side.quote


def test_a_point_that_one_text_lacks_is_found(tmp_path: Path) -> None:
    start, end = RUSSIAN.index("3. Министерству"), RUSSIAN.index("4. Настоящее")
    (missing,) = found(tmp_path, RUSSIAN[:start] + RUSSIAN[end:].replace("4. Наст", "3. Наст", 1), KAZAKH)
    assert (missing.finding, missing.place) == ("missing", "act-point pt_3")
    assert (missing.one.language, missing.other.language, missing.other.quote) == ("kk", "ru", None)


def test_the_command_prints_what_it_finds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found(tmp_path, RUSSIAN.replace("1 июля", "1 сентября"), KAZAKH)
    arguments = ["audit", "language-versions", "--graph", str(tmp_path / "graph")]
    assert cli.run([*arguments, "--format", "json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["finding"], row["says"], row["other_says"]) == ("deadline", "2026-07-01", "2026-09-01")
    assert cli.run([*arguments, "--document", str(tmp_path / "rus.txt")]) == 1
    assert cli.run([*arguments, "--document", "nowhere"]) == 2
    capsys.readouterr()
    found(tmp_path, RUSSIAN, KAZAKH)
    assert cli.run(arguments) == 0
    assert capsys.readouterr().out == "no discrepancies\n"
