"""What comes with a document beside its text: quoted above it, and believed before its own words; and hyperlinks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_texts import document, source

from remit.loaders.acts import linked_id
from remit.loaders.document import Document, Stated
from remit.loaders.pipeline import Pipeline
from remit.loaders.readers import text
from remit.loaders.stated import stated_identity, with_requisite
from remit.ontology.claims import Citation
from remit.ontology.intervals import PartialDate

REQUISITE = (
    "Приказ Министра финансов Республики Казахстан от 5 марта 2031 года № 17. "
    "Зарегистрирован в Министерстве юстиции Республики Казахстан 9 марта 2031 года № 99001"
)


def stated(text: str, **known: str) -> Document:
    return replace(document(text), stated=Stated(**known))  # type: ignore[arg-type]


def test_the_line_that_names_the_act_stands_above_the_text_and_all_offsets_with_it() -> None:
    plain = stated("Первый.\n\n1⇥|⇥Пример⇥|⇥май\n2⇥|⇥Пример⇥|⇥июнь", requisite=REQUISITE)
    plain = replace(plain, links=((0, 6, "/rus/docs/P3100009001"),))
    headed = with_requisite(plain)
    assert headed.text == f"{REQUISITE}\n\n{plain.text}"
    assert [block.breaks for block in headed.blocks[:2]] == [0, 2]
    for block in headed.blocks:
        assert headed.text[block.start : block.end] == block.text
        for cell in block.cells:
            assert [headed.text[span.start : span.end] for span in cell.spans] == [cell.text]
    (link,) = headed.links
    assert headed.text[link[0] : link[1]] == "Первый"


@pytest.mark.parametrize("known", [{}, {"title": "О примерах"}, {"requisite": ""}])
def test_where_no_line_is_stated_nothing_changes(known: dict[str, str]) -> None:
    plain = stated("Первый.", **known)
    assert with_requisite(plain) is plain and stated_identity(plain) is None


def test_a_line_that_the_text_has_is_not_put_there_again() -> None:
    broken = REQUISITE.replace(". ", ".\n\n")
    plain = stated(f"О примерах\n\n{broken}\n\nТекст.", requisite=REQUISITE, title="О примерах")
    assert with_requisite(plain) is plain
    own = stated_identity(plain)
    assert own is not None and own.title == "О примерах"
    mention = own.mention
    assert (mention.type, mention.number, mention.date) == ("ministerial-order", "17", PartialDate(2031, 3, 5))
    assert own.mention.registration_number == "99001"
    assert plain.text[own.mention.start : own.mention.end].startswith("Приказ Министра финансов")


def test_the_id_of_the_page_is_that_of_the_act() -> None:
    own = stated_identity(with_requisite(stated("Текст.", requisite=REQUISITE, adilet_id="V3100099001")))
    assert own is not None and own.mention.adilet_id == "V3100099001"


def test_a_line_that_names_no_act_is_no_identity() -> None:
    assert stated_identity(with_requisite(stated("Текст.", requisite="Новости отрасли"))) is None


def test_what_is_stated_outweighs_the_blanks_of_the_text(pipeline: Pipeline) -> None:
    blanks = "Утверждены\nприказом Министра финансов\nот « » 2031 года №"
    plain = source(f"О примерах\n\nПРИКАЗЫВАЮ:\n\n1. Утвердить примеры.\n\n{blanks}")
    record = pipeline.read(replace(plain, state=lambda: Stated(requisite=REQUISITE, title="О примерах")))
    assert record.act == "https://w3id.org/remit/id/eli/kz/V3100099001"


def test_each_thing_stated_counts_for_the_hash() -> None:
    known = [Stated(), Stated(title="а"), Stated(requisite="а"), Stated(version=PartialDate(2031))]
    assert len({each.sha256 for each in known}) == len(known)
    assert Stated(title="а").sha256 == Stated(title="а").sha256


@pytest.mark.parametrize(
    ("target", "type", "expected"),
    [
        ("/rus/docs/V3100099001", "ministerial-order", "V3100099001"),
        ("https://site.invalid/kaz/docs/P990000247_#z3", "government-resolution", "P990000247_"),
        ("/rus/docs/K1500000377/info", "code", "K1500000377"),
        ("/rus/docs/P3100009001", "law", None),
        ("/rus/docs/Z3100009001", "ministerial-order", None),
        ("/rus/search/docs/fulltext", "law", None),
        ("/rus/docs/P31000090011", "government-resolution", None),
        ("", "law", None),
    ],
)
def test_a_hyperlink_names_an_act_of_its_type_only(target: str, type: str, expected: str | None) -> None:
    assert linked_id(target, type) == expected


def citations(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, words: str, **targets: str
) -> list[tuple[str | None, str | None]]:
    """Read a text in which some words are hyperlinks; give the number and adilet id of each act cited."""

    def read(data: bytes, name: str) -> Document:
        plain = real(data, name)
        links = tuple((plain.text.index(word), plain.text.index(word) + len(word), to) for word, to in targets.items())
        return replace(plain, links=links)

    real = text.read
    monkeypatch.setattr(text, "read", read)
    claims = pipeline.read(source(words)).claims
    return [(claim.act.number, claim.act.adilet_id) for claim in claims if isinstance(claim, Citation)]


ORDER = "Согласно приказу Министра финансов Республики Казахстан от 5 марта 2031 года № 17 «О примерах» работа ведется."


def test_a_hyperlink_names_the_act_where_the_words_do_not(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    assert citations(pipeline, monkeypatch, ORDER) == [("17", None)]
    linked = citations(pipeline, monkeypatch, ORDER, **{"№ 17": "/rus/docs/V3100099001#z3"})
    assert linked == [("17", "V3100099001")]


def test_hyperlinks_that_disagree_name_nothing(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    targets = {"приказу": "/rus/docs/V3100099001", "№ 17": "/rus/docs/V3100099002"}
    assert citations(pipeline, monkeypatch, ORDER, **targets) == [("17", None)]


def test_words_that_name_the_act_outweigh_a_hyperlink(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "Согласно постановлению Правительства Республики Казахстан от 15 января 2031 года № 9001 работа ведется."
    assert citations(pipeline, monkeypatch, words, **{"№ 9001": "/rus/docs/P3100009002"}) == [("9001", "P3100009001")]


def test_a_hyperlink_in_a_title_is_on_the_act_named_there(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    words = (
        "Согласно приказу Министра финансов Республики Казахстан от 5 марта 2031 года № 17 «О внесении изменения в "
        "приказ Министра энергетики Республики Казахстан от 7 мая 2030 года № 18 «О примерах»» работа ведется."
    )
    found = citations(pipeline, monkeypatch, words, **{"№ 18": "/rus/docs/V3000099018"})
    assert sorted(found) == [("17", None), ("18", "V3000099018")]
