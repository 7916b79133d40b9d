"""Answers to who is responsible: on the sample graph with the real registry, and on the real documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sample_records
from sample_records import CONCEPT, CULTURE, ECOLOGY, ENERGY, RESOLUTION

from remit.graph.embedded import EmbeddedStore
from remit.graph.store import Bindings, Solution, Store, Write, open_store
from remit.ontology.claims import DocumentRecord, Duty, LocalBody, Post, Responsibility
from remit.ontology.claims import Link as BearerLink
from remit.ontology.intervals import PartialDate
from remit.ontology.iris import BodyIri, PostIri
from remit.ontology.registry import load_registry
from remit.queries.chain import chain
from remit.queries.search import SearchIndex
from remit.queries.who import Answer, render, who

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
AKIMATS = str(BodyIri(("kz", "local-executive-bodies")))
CENTRE = str(BodyIri(("kz", "iac-oos")))
PLAN = sample_records.plan()
Ask = Callable[..., list[Answer]]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Give a function that asks a graph of the documents, of all samples when none are given."""

    def answer(words: str, *documents: DocumentRecord, as_of: date | None = None, lang: str = "en") -> list[Answer]:
        with open_store(str(tmp_path / "graph"), create=True) as store:
            store.write(Write(documents=documents or sample_records.all_records()))
            return who(store, load_registry(), words, as_of, lang)

    return answer


def dated(day: str, *bearers: str, title: str = "Провести праздник озёр") -> DocumentRecord:
    """Give the sample plan laid down on another day, its first item borne by these bodies or posts."""
    first = PLAN.claims[3]
    assert isinstance(first, Duty)
    charges = [claim for claim in PLAN.claims if isinstance(claim, Responsibility)]
    kept = [claim for claim in PLAN.claims if not isinstance(claim, Responsibility) and claim is not first]
    order = replace(sample_records.ORDER, date=PartialDate.parse(day))
    laid = [
        replace(charges[i], bearer=BearerLink("linked", bearer), position=i + 1, mode="execute", basis=order.iri)
        for i, bearer in enumerate(bearers)
    ]
    posts = [Post(bearer, bearer.rsplit("/", 1)[-1], ENERGY, "post", "en") for bearer in bearers if "/post/" in bearer]
    claims = (*kept, replace(first, title=title, section=None), *laid)
    return replace(PLAN, act=order.iri, entities=(order, *posts, *PLAN.entities), claims=claims)


def test_words_find_the_duty_and_its_bearers_in_order_with_passages(ask: Ask) -> None:
    (answer,) = ask("праздник озёр")
    assert (answer.number, answer.title, answer.document) == ("1.1", "Провести праздник озёр", "invented/plan.txt")
    assert answer.plan == f"{PLAN.iri}#plan-1"
    assert (answer.deadline_text, answer.due_by) == ("июнь 2026 года, июнь 2027 года", "2027-06-30")
    assert [bearer.mention for bearer in answer.bearers] == ["акимат г. Алматы", "МЭПР", "МКИ"]
    assert [bearer.mode for bearer in answer.bearers] == ["execute", "execute", "co-execute"]
    for bearer in answer.bearers:
        assert bearer.quote == PLAN.text[bearer.start : bearer.end]
        assert (bearer.as_of_body, bearer.hops, bearer.inferred) == (bearer.bearer, (), False)


def test_lead_comes_first_and_by_agreement_last(ask: Ask) -> None:
    charges = [claim for claim in PLAN.claims if isinstance(claim, Responsibility)]
    changed = {
        charges[0]: replace(charges[0], by_agreement=True),
        charges[2]: replace(charges[2], mode="lead"),
    }
    claims = tuple(changed.get(claim, claim) if isinstance(claim, Responsibility) else claim for claim in PLAN.claims)
    (answer,) = ask("1.1", replace(PLAN, claims=claims))
    assert [bearer.mention for bearer in answer.bearers] == ["МКИ", "МЭПР", "акимат г. Алматы"]


@pytest.mark.parametrize("words", ["1.2", "1.2.", "item 1.2", "пункт 1.2", "п. 1.2", "1.2-тармақ", "№ 1.2"])
def test_number_of_an_item_finds_it(ask: Ask, words: str) -> None:
    assert [answer.title for answer in ask(words)] == ["Выпустить атлас ручьёв"]


def test_iri_of_a_duty_plan_or_claim_finds_the_duties(ask: Ask) -> None:
    assert len(ask(f"{PLAN.iri}#item-1.1")) == 1
    assert len(ask(f"{PLAN.iri}#plan-1")) == 2
    assert [answer.number for answer in ask(f"{PLAN.iri}#responsibility-4")] == ["1.2"]
    assert ask("https://example.org/nothing") == []


def test_basis_goes_up_to_the_resolution_and_tells_what_is_inferred(ask: Ask) -> None:
    (answer,) = ask("1.1")
    concept, resolution = answer.basis
    assert (concept.act, concept.relation, concept.inferred) == (CONCEPT.iri, "implements", False)
    assert (resolution.act, resolution.relation, resolution.inferred) == (RESOLUTION.iri, "approved_by", True)
    assert (resolution.type, resolution.number, resolution.date) == ("government-resolution", "902", "2026-01-15")
    assert resolution.quote and "№ 902" in resolution.quote


def test_name_of_a_body_gives_what_it_bears_what_it_leads_first(ask: Ask) -> None:
    answers = ask("МЭПР")
    assert [answer.number for answer in answers] == ["1.2", "1.1"]
    assert all(any(bearer.bearer == ECOLOGY for bearer in answer.bearers) for answer in answers)


def test_body_answers_for_what_came_to_it_by_the_day(ask: Ask) -> None:
    record = dated("2018-09-14", ENERGY, title="Дать экологическую информацию")
    assert [answer.number for answer in ask(ECOLOGY, record, as_of=date(2024, 10, 1))] == ["1.1"]
    assert ask(ECOLOGY, record, as_of=date(2018, 10, 1)) == []
    assert ask(ENERGY, record, as_of=date(2024, 10, 1)) == []
    other = dated("2018-09-14", ENERGY, title="Добыть нефть")
    assert ask(ECOLOGY, other, as_of=date(2024, 10, 1)) == []


def test_partial_transfer_is_inferred_and_explained(ask: Ask) -> None:
    (answer,) = ask("1.1", dated("2018-09-14", ENERGY, title="Дать экологическую информацию"), as_of=date(2024, 10, 1))
    (bearer,) = answer.bearers
    assert (bearer.bearer, bearer.as_of_body, bearer.inferred) == (ENERGY, ECOLOGY, True)
    assert [(hop.kind, hop.date, hop.inferred) for hop in bearer.hops] == [
        ("partial-transfer", "2019-06-17", True),
        ("rename", "2023-01-02", False),
    ]
    assert "scope matched by words" in bearer.explanation[0] and "экологический" in bearer.explanation[0]
    assert any("2023-09-01" in words and "not followed" in words for words in bearer.explanation)


def test_body_under_a_ministry_names_its_parent_on_each_date(ask: Ask) -> None:
    record = dated("2018-09-14", CENTRE)
    (then,) = ask("1.1", record, as_of=date(2018, 10, 1))[0].bearers
    (now,) = ask("1.1", record, as_of=date(2024, 10, 1))[0].bearers
    assert (then.as_of_body, then.parent, then.hops, then.inferred) == (CENTRE, ENERGY, (), False)
    assert (now.as_of_body, now.parent, now.parent_written, now.inferred) == (CENTRE, ECOLOGY, ENERGY, True)
    assert [(hop.kind, hop.of) for hop in now.hops] == [("partial-transfer", "parent"), ("rename", "parent")]
    assert now.parent_stated


def test_split_without_a_hint_gives_candidates_and_no_answer(ask: Ask) -> None:
    record = dated("2018-09-14", str(BodyIri(("kz", "mcs"))), title="Купить мебель")
    (bearer,) = ask("1.1", record, as_of=date(2024, 10, 1))[0].bearers
    assert (bearer.state, bearer.as_of_body, bearer.inferred) == ("candidate", None, True)
    assert {candidate.iri for candidate in bearer.candidates} == {CULTURE, str(BodyIri(("kz", "mts")))}


def test_orphaned_body_says_so(ask: Ask) -> None:
    record = dated("2010-01-14", str(BodyIri(("kz", "a-land-2014"))))
    (bearer,) = ask("1.1", record, as_of=date(2024, 10, 1))[0].bearers
    assert (bearer.state, bearer.as_of_body) == ("orphaned", None)
    assert any(words.startswith("orphaned: no transfer found") for words in bearer.explanation)


def test_class_stays_a_class_with_its_members(ask: Ask) -> None:
    (bearer,) = ask("1.1", dated("2026-02-03", AKIMATS))[0].bearers
    assert (bearer.bearer, bearer.as_of_body, bearer.state) == (AKIMATS, AKIMATS, "class")
    assert str(BodyIri(("kz", "akimat-almaty"))) in [member.iri for member in bearer.members]
    member = ask(str(BodyIri(("kz", "akimat-almaty"))), dated("2026-02-03", AKIMATS))
    assert [answer.number for answer in member] == ["1.1"]


@pytest.mark.parametrize(
    ("day", "state", "holders"),
    [
        ("2020-01-01", "held", ["Askar Mamin"]),
        ("1996-01-01", "unknown", []),
        ("1970-01-01", "none", []),
        ("2024-02-05", "vacant", []),
    ],
)
def test_post_has_holders_or_is_vacant_or_unknown(ask: Ask, day: str, state: str, holders: list[str]) -> None:
    post = str(PostIri(("kz", "government", "prime-minister")))
    (answer,) = ask("1.1", dated("2018-09-14", post), as_of=date.fromisoformat(day))
    (bearer,) = answer.bearers
    assert (bearer.state, [holder.name for holder in bearer.holders]) == (state, holders)


def test_unresolved_bearer_lists_candidates(ask: Ask) -> None:
    claims = tuple(
        replace(claim, bearer=BearerLink("candidates", None, (ENERGY, ECOLOGY), "two"))
        if isinstance(claim, Responsibility)
        else claim
        for claim in PLAN.claims
    )
    bearer = ask("1.1", replace(PLAN, claims=claims))[0].bearers[0]
    assert (bearer.bearer, bearer.name, bearer.state) == (None, "акимат г. Алматы", "unresolved")
    assert {candidate.iri for candidate in bearer.candidates} == {ENERGY, ECOLOGY}


def test_day_before_the_document_is_noted(ask: Ask) -> None:
    (answer,) = ask("1.1", dated("2018-09-14", ENERGY), as_of=date(2017, 1, 1))
    assert answer.notes == ("the document did not exist yet on 2017-01-01",)
    assert answer.bearers[0].hops == ()


def test_json_has_the_keys_of_the_contract(ask: Ask) -> None:
    answer = ask("1.1", dated("2018-09-14", ENERGY, title="экология"), as_of=date(2024, 10, 1))[0].as_json()
    keys = {"duty", "title", "document", "plan", "number", "deadline_text", "due_by", "bearers", "basis"}
    assert keys <= set(answer)
    keys = {"bearer", "name", "mode", "by_agreement", "mention", "quote", "document", "start", "end"}
    assert keys | {"as_of_body", "as_of_name", "inferred", "hops"} <= set(answer["bearers"][0])
    assert {"change", "kind", "date", "act", "verified"} <= set(answer["bearers"][0]["hops"][0])
    assert {"act", "type", "number", "date", "title", "relation", "inferred"} <= set(answer["basis"][0])


@pytest.mark.parametrize(("lang", "words"), [("en", "Basis"), ("ru", "Основание"), ("kk", "Негізі")])
def test_answer_is_told_in_each_language(ask: Ask, lang: str, words: str) -> None:
    told = render(ask("1.1", lang=lang), lang)
    assert words in told and "«МЭПР» (invented/plan.txt" in told
    assert render([], lang)


def test_local_body_keeps_its_name(ask: Ask) -> None:
    (answer,) = ask("1.2", as_of=date(2027, 1, 1))
    company = next(entity for entity in PLAN.entities if isinstance(entity, LocalBody))
    bearer = answer.bearers[-1]
    assert (bearer.as_of_body, bearer.as_of_name, bearer.by_agreement) == (company.iri, company.name, True)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if not SEEDS.is_dir():
        pytest.skip("the real documents are not beside the repository")
    load = pytest.importorskip("remit.graph.load", reason="documents cannot be loaded yet")
    folder = str(tmp_path_factory.mktemp("seeds") / "graph")
    load.load(folder, [str(SEEDS)])
    with open_store(folder) as store:
        yield store


def test_real_item_of_the_ecological_culture_plan(seeds: Store) -> None:
    answer = who(seeds, load_registry(), "экофестивал")[0]
    bodies = [str(BodyIri(("kz", id))) for id in ("akimat-almaty", "menr", "mci")]
    assert [bearer.bearer for bearer in answer.bearers] == bodies
    assert all(bearer.quote for bearer in answer.bearers)
    found = chain(seeds, load_registry(), answer.duty)
    assert len(found.chains) == 3
    for links in found.chains:
        *_, implements, approved = links
        assert implements.relation == "implements" and implements.quote
        assert approved.relation == "approved_by" and approved.quote
        assert "910" in approved.target_label and "2024-10-31" in approved.target_label


@pytest.mark.parametrize(
    ("day", "parent", "kinds"),
    [("2018-10-01", "energy", []), ("2024-10-01", "menr", ["partial-transfer", "rename"])],
)
def test_real_item_of_the_plan_of_2018(seeds: Store, day: str, parent: str, kinds: list[str]) -> None:
    (answer,) = who(seeds, load_registry(), "1.1.7", date.fromisoformat(day))
    (bearer,) = answer.bearers
    assert bearer.as_of_body == CENTRE and bearer.parent == str(BodyIri(("kz", parent)))
    assert [hop.kind for hop in bearer.hops] == kinds
    assert bearer.inferred == bool(kinds)


@pytest.mark.parametrize("words", ["праздник озёр", "1.1", ENERGY, RESOLUTION.iri])
def test_nothing_is_asked_of_a_thing_twice(words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    select = EmbeddedStore.select

    def counted(store: EmbeddedStore, query: str, bindings: Bindings | None = None) -> list[Solution]:
        if bindings:
            asked.append((query, str(bindings)))
        return select(store, query, bindings)

    with open_store(str(tmp_path / "graph"), create=True) as store:
        store.write(Write(documents=sample_records.all_records()))
        monkeypatch.setattr(EmbeddedStore, "select", counted)
        for question in (who, chain):
            asked.clear()
            question(store, load_registry(), words, date(2026, 10, 1))
            assert asked and not [one for one, times in Counter(asked).items() if times > 1]


def test_an_index_that_is_kept_gives_the_same_answers_and_is_read_once(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "graph"), create=True) as store:
        store.write(Write(documents=sample_records.all_records()))
        index = SearchIndex(store)
        for question in (who, chain):
            alone = question(store, load_registry(), "праздник озёр")
            assert alone and question(store, load_registry(), "праздник озёр", index=index) == alone
        store.write(Write(documents=[replace(PLAN, text=PLAN.text + " ", claims=())]))
        assert index.find("праздник озёр")  # what it read stays, though the graph says it no longer
        assert not who(store, load_registry(), "праздник озёр")
