import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection

from remit.ontology import namespaces
from remit.ontology.registry import load_registry
from remit.ontology.registry_checks import CHANGE_KINDS

ROOT = Path(__file__).parents[1]
LANGUAGES = {"kk", "ru", "en"}
SCHEMES = {
    "act-type": "constitution code law presidential-decree government-resolution pm-order ministerial-order"
    " maslikhat-decision akimat-resolution presidential-address constitutional-court-ruling treaty directive concept"
    " letter other",
    "role": "chair deputy-chair secretary member observer",
    "mode": "lead execute co-execute control submit-to approve inform",
    "duty-kind": "plan-item act-point function right duty instruction",
    "relation": "based_on cites amends repeals amended_by repealed_by approved_by implements",
    "tenure-event": "appointed dismissed retained holds",
    "change-kind": "rename replace merge split partial-transfer abolish create",
    "recurrence": "yearly half-yearly quarterly monthly",
    "deadline-kind": "date month quarter half-year year range recurring relative permanent conditional",
    "genre": "act plan composition statute news other",
    "link-status": "linked local class candidates unresolved",
    "claim-status": "unreviewed accepted rejected",
}


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(ROOT / "ontology/remit.ttl")


@pytest.fixture(scope="module")
def schemes() -> Graph:
    return Graph().parse(ROOT / "ontology/schemes.ttl")


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str | None]:
    return sorted(getattr(label, "language", None) or "" for label in graph.objects(subject, predicate))


def codes(graph: Graph, scheme: str) -> set[str]:
    concepts = graph.subjects(SKOS.inScheme, URIRef(namespaces.SCHEME[scheme]))
    return {str(concept).removeprefix(f"{namespaces.SCHEME}{scheme}/") for concept in concepts}


def test_every_term_of_the_graph_is_defined_and_no_other(vocabulary: Graph) -> None:
    used = set(re.findall(r"\bremit:(\w+)", (ROOT / "docs/graph.md").read_text()))
    defined = {
        str(term).removeprefix(namespaces.REMIT)
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in vocabulary.subjects(RDF.type, kind)
    }
    assert used == defined


def test_every_term_in_code_is_defined(vocabulary: Graph) -> None:
    for folder in ("ontology", "graph", "queries"):
        for path in (ROOT / folder).rglob("*.py"):
            for term in re.findall(r"\bREMIT\.(\w+)", path.read_text()):
                assert (URIRef(namespaces.REMIT[term]), RDF.type, None) in vocabulary, f"{path.name}: {term}"


def test_every_term_has_labels_and_comments_in_three_languages(vocabulary: Graph) -> None:
    for term in {term for term in vocabulary.subjects() if str(term).startswith(namespaces.REMIT)}:
        assert isinstance(term, URIRef)
        assert languages(vocabulary, term, RDFS.label) == sorted(LANGUAGES), term
        assert languages(vocabulary, term, RDFS.comment) == sorted(LANGUAGES), term


def test_own_terms_named_by_others_exist(vocabulary: Graph) -> None:
    for _, _, target in vocabulary:
        if str(target).startswith(namespaces.REMIT):
            assert (target, RDF.type, None) in vocabulary, target


@pytest.mark.parametrize(("scheme", "expected"), SCHEMES.items())
def test_a_scheme_holds_its_codes(schemes: Graph, scheme: str, expected: str) -> None:
    assert codes(schemes, scheme) == set(expected.split())


def test_every_concept_and_scheme_has_labels_in_three_languages(schemes: Graph) -> None:
    for subject in set(schemes.subjects()):
        assert isinstance(subject, URIRef)
        assert languages(schemes, subject, SKOS.prefLabel) == sorted(LANGUAGES), subject


def test_the_notation_of_a_concept_is_the_end_of_its_iri(schemes: Graph) -> None:
    for concept, notation in schemes.subject_objects(SKOS.notation):
        assert str(concept).endswith(f"/{notation}")


def test_every_code_of_the_registry_is_a_concept(schemes: Graph) -> None:
    registry = load_registry()
    assert {body.kind for body in registry.bodies.values()} <= codes(schemes, "body-kind")
    assert {act.type for act in registry.acts.values()} <= codes(schemes, "act-type")
    assert {act_type.code for act_type in registry.act_types.values()} <= codes(schemes, "act-type")
    assert codes(schemes, "change-kind") == CHANGE_KINDS


def test_the_lists_of_the_shapes_are_the_schemes(schemes: Graph) -> None:
    shapes = Graph().parse(ROOT / "ontology/shapes.ttl")
    full = set()
    for members in shapes.objects(None, URIRef("http://www.w3.org/ns/shacl#in")):
        listed = {str(member) for member in Collection(shapes, members) if str(member).startswith(namespaces.SCHEME)}
        for scheme in {iri.removeprefix(namespaces.SCHEME).split("/")[0] for iri in listed}:
            expected = {f"{namespaces.SCHEME}{scheme}/{code}" for code in codes(schemes, scheme)}
            assert listed <= expected
            if listed == expected:
                full.add(scheme)
    assert full == set(SCHEMES)


def test_shapes_use_only_defined_terms(vocabulary: Graph) -> None:
    shapes = Graph().parse(ROOT / "ontology/shapes.ttl")
    for triple in shapes:
        for term in triple:
            if str(term).startswith(namespaces.REMIT):
                assert (term, RDF.type, None) in vocabulary, term
