"""The layout of the mirror: an act's files as one source a language, with what its metadata states."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remit.graph.load import load
from remit.graph.store import open_store
from remit.graph.texts import verify
from remit.loaders.mirror import bind
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import Source, find_sources
from remit.ontology.claims import Act, Citation, DocumentRecord, Duty, Responsibility, Seat
from remit.ontology.errors import UnreadableDocument
from remit.ontology.intervals import PartialDate

MIRROR = Path(__file__).parent / "corpus" / "mirror"
COUNCIL, PLAN = sorted((MIRROR / "06-government" / "103-pravitelstvo").glob("*/*"))


@pytest.fixture(scope="module")
def records(pipeline: Pipeline) -> dict[str, DocumentRecord]:
    sources = find_sources([str(MIRROR)])
    return {str(Path(source.name).relative_to(MIRROR.parent.parent)): pipeline.read(source) for source in sources}


def record_of(records: dict[str, DocumentRecord], act: Path, language: str) -> DocumentRecord:
    return records[str((act / f"{language}.md").relative_to(MIRROR.parent.parent))]


def own_act(record: DocumentRecord) -> Act:
    (act,) = [each for each in record.entities if isinstance(each, Act) and each.iri == record.act]
    return act


def single(path: Path) -> Source:
    (source,) = find_sources([str(path)])
    return source


@pytest.fixture
def act(tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copytree(PLAN, tmp_path / "act"))


def test_a_clone_gives_one_source_an_act_and_language() -> None:
    names = [Path(source.name).relative_to(MIRROR) for source in find_sources([str(MIRROR)])]
    assert names == [(folder / name).relative_to(MIRROR) for folder, name in [
        (COUNCIL, "kaz.md"), (COUNCIL, "rus.md"), (PLAN, "rus.md"),
    ]]  # fmt: skip


def test_both_languages_are_one_act_with_a_title_in_each(records: dict[str, DocumentRecord]) -> None:
    acts = [own_act(record_of(records, COUNCIL, language)) for language in ("kaz", "rus")]
    assert [(each.type, each.number, str(each.date), each.issuer, each.adilet_id) for each in acts] == [
        ("government-resolution", "9001", "2031-01-15", "Правительства Республики Казахстан", "P3100009001")
    ] * 2
    assert [each.titles for each in acts] == [
        (("kk", "Оқу мысалдары жөніндегі кеңес туралы"),),
        (("ru", "О Совете по учебным примерам"),),
    ]


def test_where_and_in_which_version_it_was_published_is_kept(records: dict[str, DocumentRecord]) -> None:
    record = record_of(records, COUNCIL, "kaz")
    assert record.url == "https://mirror.invalid/doc/900001/kaz/20.05.2031"
    assert record.version == PartialDate(2031, 5, 20)
    assert record.reader is not None and record.reader.startswith("remit.loaders.readers.markdown (markdown-it-py ")


@pytest.mark.parametrize("language", ["kaz", "rus"])
def test_a_repeal_that_the_metadata_states_is_a_citation_with_a_quote(
    records: dict[str, DocumentRecord], language: str
) -> None:
    record = record_of(records, COUNCIL, language)
    (repeal,) = [each for each in record.claims if isinstance(each, Citation) and each.relation == "repealed_by"]
    assert (repeal.citing, repeal.act.number, str(repeal.act.date)) == (record.act, "9002", "2032-02-03")
    assert record.text[repeal.evidence.start : repeal.evidence.end] == repeal.evidence.quote


def test_points_give_duties_with_their_anchor_and_those_struck_out_give_none(
    records: dict[str, DocumentRecord],
) -> None:
    duties = [each for each in record_of(records, COUNCIL, "rus").claims if isinstance(each, Duty)]
    assert [(each.locator, each.evidence.place) for each in duties] == [
        ("pt_2/sub_1", "p2"), ("pt_2/sub_3", "p2"), ("pt_3", "p3"),
    ]  # fmt: skip


def test_a_composition_gives_the_same_seats_in_both_languages(records: dict[str, DocumentRecord]) -> None:
    kazakh, russian = (
        [(each.role, each.post) for each in record_of(records, COUNCIL, language).claims if isinstance(each, Seat)]
        for language in ("kaz", "rus")
    )
    assert [role for role, _ in russian] == ["chair", "deputy-chair", "member"]
    assert kazakh == russian[:2]


def test_a_cut_act_is_put_together_in_the_order_of_its_contents(records: dict[str, DocumentRecord]) -> None:
    text = record_of(records, PLAN, "rus").text
    order = [text.index(words) for words in ("Утвердить прилагаемый", "ПЛАН учебных", "Пример первый", "Фамилия")]
    assert order == sorted(order)
    for navigation in ("Части документа", "an001", "Вся редакция", "part_of"):
        assert navigation not in text


def test_a_cell_over_two_rows_gives_its_bearers_to_both_items(records: dict[str, DocumentRecord]) -> None:
    record = record_of(records, PLAN, "rus")
    items = [each for each in record.claims if isinstance(each, Duty) and each.kind == "plan-item"]
    section = "1. Подготовка примеров"
    assert [(each.number, each.section) for each in items] == [("1", section), ("2", section)]
    responsibilities = [each for each in record.claims if isinstance(each, Responsibility)]
    bearers = [[each.mention for each in responsibilities if each.duty == item.iri] for item in items]
    energy, finance = "Министерство энергетики Республики Казахстан", "Министерство финансов Республики Казахстан"
    assert bearers == [[energy, finance]] * 2


def test_a_file_of_an_act_given_alone_is_read_with_what_stands_beside_it(pipeline: Pipeline) -> None:
    record = pipeline.read(single(PLAN / "rus.md"))
    assert own_act(record).number == "9002" and "Пример второй" in record.text


def test_parts_that_the_contents_do_not_list_come_last_in_the_order_of_their_numbers(act: Path) -> None:
    for name in ("an3", "an20"):
        (act / "rus" / f"{name}.md").write_text(f"## Добавление {name}\n", encoding="utf-8")
    text = single(act / "rus.md").read().decode()
    assert text.index("Бланк") < text.index("Добавление an3") < text.index("Добавление an20")


def test_a_part_whose_contents_are_gone_is_a_document_of_its_own(act: Path) -> None:
    (act / "rus.md").unlink()
    assert [Path(source.name).name for source in find_sources([str(act)])] == ["an001.md", "an002.md", "an010.md"]


@pytest.mark.parametrize(
    "meta",
    [b"[" * 5000, b"a: [1", b"- 1", b"\xff\xfe\x00", b"\x00", b"", b"a: &a [*a]\n- b", b"x" * (1 << 20) + b"x"],
    ids=["deep", "open", "list", "utf-16", "binary", "empty", "alias", "large"],
)
def test_a_broken_file_of_metadata_is_named_in_one_line(act: Path, pipeline: Pipeline, meta: bytes) -> None:
    (act / "meta.yaml").write_bytes(meta)
    with pytest.raises(UnreadableDocument, match=r"meta\.yaml: .*; ") as refused:
        pipeline.read(single(act / "rus.md"))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "meta", ["act_code: '1'", "requisite: [1]\ntitle: 5", "requisite: без реквизитов", "version_date:\n  rus: 31.12.99"]
)
def test_metadata_that_states_no_act_leaves_the_act_to_its_own_words(act: Path, pipeline: Pipeline, meta: str) -> None:
    (act / "meta.yaml").write_text(meta, encoding="utf-8")
    record = pipeline.read(single(act / "rus.md"))
    assert own_act(record).number == "9002"
    assert record.version is None


_YAML = st.sampled_from(
    [
        "requisite: ",
        "title:\n  rus: ",
        "version_date:\n  rus: ",
        "2031-01-32",
        "- ",
        "[",
        "{",
        "&a ",
        "*a",
        "!!python/name:a ",
        "\n",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_YAML | st.text(max_size=6), max_size=12).map(lambda pieces: "".join(pieces).encode("utf-8", "replace"))
)
def test_no_metadata_breaks_the_layout(meta: bytes) -> None:
    files = {"act/meta.yaml": meta, "act/rus.md": b"# 1"}
    sources = [Source(name, f"/{name}", None, partial(bytes, content)) for name, content in files.items()]
    (act,) = bind(sources)
    assert act.state is not None
    try:
        stated = act.state()
    except UnreadableDocument as refused:
        assert "\n" not in str(refused) and "act/meta.yaml" in str(refused)
    else:
        assert stated is not None and "\n" not in f"{stated.requisite} {stated.title}"


def test_a_change_of_the_metadata_alone_is_loaded(act: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "graph")
    names = (single(act / "rus.md").name,)
    assert load(store, [str(act)]).loaded == names
    assert load(store, [str(act)]).unchanged == names
    meta = (act / "meta.yaml").read_text(encoding="utf-8")
    (act / "meta.yaml").write_text(meta.replace("2032-02-03\nsource", "2032-02-04\nsource"), encoding="utf-8")
    assert load(store, [str(act)]).loaded == names


def test_every_quote_of_the_mirror_is_found_again(tmp_path: Path) -> None:
    store = str(tmp_path / "graph")
    assert load(store, [str(MIRROR)]).failures == ()
    with open_store(store) as graph:
        found = verify(graph)
    assert found.documents == 3 and found.evidence > 10 and found.findings == ()
