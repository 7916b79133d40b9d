"""Accountability chains over the sample graph and variations of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sample_records
from sample_records import CONCEPT, CULTURE, ECOLOGY, ENERGY, ORDER, RESOLUTION

from remit.graph.store import Write, open_store
from remit.ontology.claims import Citation, DocumentRecord, Link, Responsibility, Tenure
from remit.ontology.intervals import PartialDate
from remit.ontology.iris import ActIri, BodyIri
from remit.ontology.registry import load_registry
from remit.queries.chain import Chains, chain, render

Ask = Callable[..., Chains]
PLAN = sample_records.plan()
ITEM = f"{PLAN.iri}#item-1.1"
NEWS = sample_records.news()


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Give a function that builds the chains of a subject in a graph of the documents."""

    def build(subject: str, *documents: DocumentRecord, as_of: date | None = None, lang: str = "en") -> Chains:
        with open_store(str(tmp_path / "graph"), create=True) as store:
            store.write(Write(documents=documents or sample_records.all_records()))
            return chain(store, load_registry(), subject, as_of, lang)

    return build


def relations(chains: Chains, number: int = 0) -> list[str]:
    return [link.relation for link in chains.chains[number]]


def test_item_with_three_bearers_has_three_chains_up_to_the_resolution(ask: Ask) -> None:
    found = ask(ITEM)
    assert len(found.chains) == 3 and found.left_out == 0
    assert [links[-1].target for links in found.chains] == [RESOLUTION.iri] * 3
    assert relations(found) == ["execute", "part_of", "implements", "approved_by"]
    bearers = [next(link.source for link in links if link.target == ITEM) for links in found.chains]
    assert bearers[1:] == [ECOLOGY, CULTURE]


def test_every_hop_to_the_resolution_says_how_it_is_known(ask: Ask) -> None:
    *_, implements, approved = ask(ITEM).chains[0]
    assert (implements.quote, implements.strength) == ("Концепции вымышленных фестивалей", "stated")
    assert implements.document == "invented/plan.txt"
    assert approved.quote == "утверждена постановлением Правительства от 15 января 2026 года № 902"
    assert approved.strength == "inferred" and "title" in approved.how


def test_chain_begins_with_the_holder_of_the_head_post(ask: Ask) -> None:
    links = ask(ITEM).chains[1]
    assert [link.relation for link in links][:3] == ["holds", "post_in", "execute"]
    assert links[1].target == ECOLOGY
    assert links[0].since == "2023-09-02" and links[0].quote is None
    assert links[0].strength in ("registry", "unverified-registry")


def test_weakest_hop_is_that_of_the_best_chain(ask: Ask) -> None:
    found = ask(ITEM)
    assert found.weakest == found.chains[0][-1]
    assert "Weakest hop" in render(found) and "inferred" in render(found)
    assert found.as_json()["weakest"]["from"] == CONCEPT.iri


def test_json_has_the_keys_of_the_contract(ask: Ask) -> None:
    answer = ask(ITEM).as_json()
    assert set(answer) >= {"chains", "weakest"}
    keys = {"from", "to", "relation", "from_label", "to_label", "since", "until", "document", "quote", "strength"}
    assert all(keys <= set(hop) for hops in answer["chains"] for hop in hops)


def test_person_post_and_body_lead_to_what_the_body_bears(ask: Ask) -> None:
    person = next(entity for entity in NEWS.entities if getattr(entity, "name", "") == "Aidar Example")
    found = ask(person.iri, as_of=date(2026, 6, 1))
    assert found.chains and all(links[0].source == person.iri for links in found.chains)
    assert relations(found)[:3] == ["holds", "post_in", "execute"]
    assert found.chains[0][0].quote == "Aidar Example was appointed Minister of Energy, replacing Dana Sample"
    body = ask(ENERGY, as_of=date(2026, 6, 1))
    assert [links[-1].target for links in body.chains] == [links[-1].target for links in found.chains]


def test_act_is_the_top_of_the_chains_of_its_duties(ask: Ask) -> None:
    found = ask(ORDER.iri)
    assert all(ORDER.iri in [link.target for link in links] for links in found.chains)
    assert relations(found)[-1] == "based_on"


def test_cycle_of_bases_is_cut(ask: Ask) -> None:
    evidence = PLAN.claims[0].evidence
    back = Citation(f"{PLAN.iri}#citation-9", evidence, "sample", RESOLUTION.iri, CONCEPT, "based_on")
    found = ask(ITEM, replace(PLAN, claims=(*PLAN.claims, back)))
    assert relations(found) == ["execute", "part_of", "implements", "approved_by"]


def test_repealed_basis_is_the_weakest_hop_from_the_day_of_the_repeal(ask: Ask) -> None:
    order = sample_records.order()
    repeal = Citation(f"{order.iri}#citation-9", order.claims[0].evidence, "sample", ORDER.iri, RESOLUTION, "repeals")
    documents = (PLAN, replace(order, claims=(*order.claims, repeal)))
    weakest = ask(ITEM, *documents, as_of=date(2026, 3, 1)).weakest
    assert weakest and (weakest.strength, weakest.target) == ("repealed", RESOLUTION.iri)
    before = ask(ITEM, *documents, as_of=date(2026, 1, 20)).weakest
    assert before and before.strength == "inferred"


def test_unresolved_bearer_is_a_chain_of_its_own(ask: Ask) -> None:
    unknown = replace(_responsibility(1), bearer=Link("candidates", None, (ECOLOGY, ENERGY), "two of that name"))
    found = ask(ITEM, _with(unknown))
    assert found.weakest and (found.weakest.strength, found.weakest.source_label) == ("unresolved", "акимат г. Алматы")


def test_reorganisations_stand_between_the_body_and_the_duty(ask: Ask) -> None:
    ended = replace(_responsibility(1), bearer=Link("linked", str(BodyIri(("kz", "mcs")))))
    old = replace(RESOLUTION, iri=str(ActIri(("P1800000902",))), date=PartialDate.parse("2018-01-15"))
    claims = (
        replace(c, act=old) if isinstance(c, Citation) and c.act == RESOLUTION else c for c in _with(ended).claims
    )
    dated = replace(PLAN, claims=tuple(replace(c, basis=None) if isinstance(c, Responsibility) else c for c in claims))
    found = ask(ITEM, dated, as_of=date(2024, 10, 1))
    moves = [links for links in found.chains if any(link.relation == "successor_of" for link in links)]
    assert {link.source for links in moves for link in links if link.relation == "successor_of"} == {
        str(BodyIri(("kz", "mci"))),
        str(BodyIri(("kz", "mts"))),
    }
    assert all(link.strength == "inferred" for links in moves for link in links if link.relation == "successor_of")


def test_undated_tenure_is_marked(ask: Ask) -> None:
    news = replace(
        NEWS,
        claims=tuple(
            replace(claim, since=None, until=None, event="holds", post=claim.post.replace("energy", "nowhere"))
            if isinstance(claim, Tenure) and claim.post
            else claim
            for claim in NEWS.claims
            if not (isinstance(claim, Tenure) and claim.event == "dismissed")
        ),
    )
    tenure = next(claim for claim in news.claims if isinstance(claim, Tenure))
    charge = next(claim for claim in news.claims if isinstance(claim, Responsibility))
    held = replace(charge, bearer=Link("linked", tenure.post))
    claims = tuple(held if claim == charge else claim for claim in news.claims)
    assert tenure.post
    post = replace(news.entities[0], iri=tenure.post)
    found = ask(charge.duty, replace(news, claims=claims, entities=(post, *news.entities)), as_of=date(2026, 6, 1))
    assert found.chains[0][0].strength == "undated"


def test_more_chains_than_the_limit_are_counted(tmp_path: Path) -> None:
    from remit.graph import chains as graph_chains
    from remit.graph.accountability import Accountability

    with open_store(str(tmp_path / "graph"), create=True) as store:
        store.write(Write(documents=[PLAN]))
        found = graph_chains.Chains(Accountability(store, load_registry())).find(f"{PLAN.iri}#plan-1", limit=2)
    assert (len(found.chains), found.left_out) == (2, 3)


def test_nothing_is_an_empty_answer(ask: Ask) -> None:
    found = ask("https://example.org/nothing")
    assert found.as_json() == {"chains": [], "weakest": None, "alternatives": [], "left_out": 0, "tops": []}
    assert render(found, "ru").startswith("Ничего не найдено")


def _responsibility(number: int) -> Responsibility:
    iri = f"{PLAN.iri}#responsibility-{number}"
    return next(claim for claim in PLAN.claims if claim.iri == iri and isinstance(claim, Responsibility))


def _with(claim: Responsibility) -> DocumentRecord:
    return replace(PLAN, claims=tuple(claim if one.iri == claim.iri else one for one in PLAN.claims))
