"""What a record becomes in the graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph
import pytest
import sample_records
from hypothesis import given
from hypothesis import strategies as st

from remit.graph.mapping import REGISTRY, TEXTS, graphs_of, nquads
from remit.graph.ntriples import iri, partial_date, text
from remit.graph.registry_mapping import registry_triples
from remit.ontology import claims
from remit.ontology.claims import DocumentRecord, Evidence
from remit.ontology.errors import StoreError
from remit.ontology.intervals import PartialDate
from remit.ontology.namespaces import CV, ELI, OA, ORG, PREFIXES, PROV, RDF, REMIT, concept
from remit.ontology.registry import load_registry

RECORDS = sample_records.all_records()


def store_of(*records: DocumentRecord) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.bulk_load("\n".join(line for record in records for line in nquads(record)), pyoxigraph.RdfFormat.N_QUADS)
    return store


def values(store: pyoxigraph.Store, subject: str, predicate: str, graph: str | None = None) -> list[str]:
    """Give what a subject has in a graph (the default graph for `None`), sorted."""
    name = pyoxigraph.NamedNode(graph) if graph else pyoxigraph.DefaultGraph()
    quads = store.quads_for_pattern(pyoxigraph.NamedNode(subject), pyoxigraph.NamedNode(predicate), None, name)
    return sorted(getattr(quad.object, "value", "") for quad in quads)


def leaves(kind: type[claims.Claim]) -> Iterator[type[claims.Claim]]:
    for child in kind.__subclasses__():
        yield child
        yield from leaves(child)


def test_the_samples_hold_every_class_of_claim_and_true_offsets() -> None:
    found = [claim for record in RECORDS for claim in record.claims]
    assert {type(claim) for claim in found} == set(leaves(claims.Claim))
    for record in RECORDS:
        for claim in record.claims:
            assert record.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_every_claim_has_its_class_its_rule_and_evidence_that_leads_to_its_place(record: DocumentRecord) -> None:
    store = store_of(record)
    for claim in record.claims:
        assert REMIT.Claim in values(store, claim.iri, RDF.type, record.iri)
        assert REMIT[type(claim).__name__] in values(store, claim.iri, RDF.type, record.iri)
        assert values(store, claim.iri, REMIT.rule, record.iri) == [claim.rule]
        (evidence,) = values(store, claim.iri, PROV.wasDerivedFrom, record.iri)
        (quote,) = values(store, evidence, OA.hasSelector, record.iri)
        (position,) = values(store, quote, OA.refinedBy, record.iri)
        assert values(store, quote, OA.exact, record.iri) == [claim.evidence.quote]
        assert values(store, position, OA.start, record.iri) == [str(claim.evidence.start)]
        assert values(store, position, OA.end, record.iri) == [str(claim.evidence.end)]


def test_the_same_record_gives_the_same_lines_and_none_twice() -> None:
    for record in RECORDS:
        lines = list(nquads(record))
        assert lines == list(nquads(record))
        assert len(lines) == len(set(lines))


def test_the_text_is_kept_as_it_was_read() -> None:
    record = replace(sample_records.news(), text='a\t"b"\\n\r\nҚазақ\u2028\x0b\x7fend', claims=())
    assert values(store_of(record), record.iri, REMIT.text, TEXTS) == [record.text]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_from_its_literal(written: str) -> None:
    (quad,) = pyoxigraph.parse(f"<urn:a> <urn:b> {text(written, 'kk')} .", pyoxigraph.RdfFormat.N_TRIPLES)
    assert quad.object == pyoxigraph.Literal(written, language="kk")


def test_iris_are_made_fit_or_refused() -> None:
    assert iri("https://example.org/a b<c>") == "<https://example.org/a%20b%3Cc%3E>"
    assert iri("https://example.org/ә#x") == "<https://example.org/ә#x>"
    assert iri(None) is None
    with pytest.raises(StoreError, match="no/scheme"):
        iri("no/scheme")


@pytest.mark.parametrize(("date", "datatype"), [("2021", "gYear"), ("2021-05", "gYearMonth"), ("2021-05-05", "date")])
def test_dates_keep_their_precision(date: str, datatype: str) -> None:
    assert partial_date(PartialDate.parse(date)) == f'"{date}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'


def test_an_item_has_a_node_for_each_deadline_and_the_widest_days() -> None:
    record = sample_records.plan()
    store, item = store_of(record), f"{record.iri}#item-1.1"
    assert values(store, item, REMIT.due, record.iri) == [f"{item}-due-1", f"{item}-due-2"]
    assert values(store, item, REMIT.firstDay, record.iri) == ["2026-06-01"]
    assert values(store, item, REMIT.lastDay, record.iri) == ["2027-06-30"]
    assert values(store, f"{item}-due-1", REMIT.lastDay, record.iri) == ["2026-06-30"]
    quarterly = [concept("recurrence", "quarterly")]
    assert values(store, f"{record.iri}#item-1.2", REMIT.recurrence, record.iri) == quarterly
    assert len(values(store, item, CV.hasParticipation, record.iri)) == 3


def test_a_seat_belongs_to_the_person_else_the_post_else_the_body() -> None:
    record = sample_records.order()
    store = store_of(record)
    members = [values(store, f"{record.iri}#seat-{n}", ORG.member, record.iri) for n in (1, 2, 3)]
    post = f"{sample_records.ENERGY}/minister".replace("/body/", "/post/")
    assert members == [[post], [sample_records.ECOLOGY], [sample_records.person_iri("Сәуле Айдынқызы Мысал")]]


def test_who_does_the_work_answers_for_it_and_who_controls_it_does_not() -> None:
    plan, order = sample_records.plan(), sample_records.order()
    store = store_of(plan, order)
    assert values(store, sample_records.ALMATY, REMIT.responsibleFor) == [f"{plan.iri}#item-1.1"]
    assert values(store, sample_records.DEPUTY_PRIME_MINISTER, REMIT.responsibleFor) == []


def test_a_citation_with_two_candidates_names_no_act_and_makes_no_shortcut() -> None:
    record = sample_records.statute()
    store = store_of(record)
    assert values(store, f"{record.iri}#citation-1", REMIT.cited, record.iri) == []
    assert len(values(store, f"{record.iri}#citation-1", REMIT.candidate, record.iri)) == 2
    assert values(store, sample_records.RESOLUTION.iri, ELI.based_on) == []


def test_shortcuts_run_between_acts_and_provisions_are_parts_of_them() -> None:
    store = store_of(*RECORDS)
    assert values(store, sample_records.ORDER.iri, ELI.based_on) == [sample_records.DECREE.iri]
    assert values(store, sample_records.CONCEPT.iri, REMIT.approvedBy) == [sample_records.RESOLUTION.iri]
    assert values(store, f"{sample_records.ORDER.iri}/pt_2", ELI.is_part_of) == [sample_records.ORDER.iri]
    plan = f"{sample_records.plan().iri}#plan-1"
    assert list(store.quads_for_pattern(pyoxigraph.NamedNode(plan), None, None, pyoxigraph.DefaultGraph())) == []


def test_a_fact_is_stated_in_its_document_and_tied_to_the_claims_that_say_it() -> None:
    record = sample_records.order()
    store = store_of(record)
    merged = {
        (quad.subject, quad.predicate, quad.object)
        for quad in store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())
    }
    facts = store.query(
        "SELECT ?s ?p ?o ?claim { GRAPH ?g { ?f rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o "
        "OPTIONAL { ?f prov:wasDerivedFrom ?claim } } }",
        prefixes=dict(PREFIXES),
    )
    assert isinstance(facts, pyoxigraph.QuerySolutions)
    rows = [(row["s"], row["p"], row["o"], row["claim"]) for row in facts]
    assert {row[:3] for row in rows} == merged
    based_on = [row[3] for row in rows if row[1] == pyoxigraph.NamedNode(ELI.based_on)]
    assert based_on == [pyoxigraph.NamedNode(f"{record.iri}#citation-1")]


def test_every_graph_name_of_a_record_is_its_own_or_shared() -> None:
    for record in RECORDS:
        assert list(graphs_of(record, run="urn:run")) == [record.iri, TEXTS, None]
        assert f"<{PROV.wasGeneratedBy}> <urn:run>" in "\n".join(nquads(record, "urn:run"))


def test_evidence_shared_by_claims_is_one_node() -> None:
    record = sample_records.news()
    assert len({claim.evidence for claim in record.claims}) < len(record.claims)
    selectors = store_of(record).quads_for_pattern(None, pyoxigraph.NamedNode(OA.exact), None)
    assert len(list(selectors)) == len({claim.evidence for claim in record.claims})


def test_evidence_at_the_edges_of_the_text_has_empty_context() -> None:
    base = sample_records.news()
    whole = replace(base.claims[0], evidence=Evidence(base.text, 0, len(base.text)))
    store = store_of(replace(base, claims=(whole,)))
    quote = f"{base.iri}#quote-0-{len(base.text)}"
    assert values(store, quote, OA.prefix, base.iri) == values(store, quote, OA.suffix, base.iri) == [""]


def test_the_registry_gives_bodies_classes_changes_and_holders() -> None:
    registry = load_registry()
    lines = [" ".join(triple) for triple in registry_triples(registry)]
    assert len(lines) == len(set(lines))
    assert lines[0].startswith(f"<{REGISTRY}> ")
    store = pyoxigraph.Store()
    store.bulk_load("".join(f"{line} .\n" for line in lines), pyoxigraph.RdfFormat.N_TRIPLES)

    def count(kind: str) -> int:
        return len(list(store.quads_for_pattern(None, pyoxigraph.NamedNode(RDF.type), pyoxigraph.NamedNode(kind))))

    assert count(CV.PublicOrganisation) == len(registry.bodies)
    assert count(ORG.ChangeEvent) == len(registry.changes)
    assert count(REMIT.Tenure) == len(registry.holdings)
    assert count(REMIT.BodyClass) == sum(body.is_class for body in registry.bodies.values())
    with_members = next(body for body in registry.bodies.values() if registry.members(body.id))
    assert with_members.iri in values(store, registry.members(with_members.id)[0].iri, REMIT.memberOf)
