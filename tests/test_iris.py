import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.ontology.iris import ActIri, BodyIri, DocumentIri, Locator, PersonIri, PostIri, digest, provision_iri

KINDS = (ActIri, BodyIri, PostIri, PersonIri, DocumentIri)
segments = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=4).map(tuple)
levels = st.sampled_from(["annex", "ch", "art", "pt", "sub", "par"])
steps = st.lists(st.tuples(levels, st.from_regex(r"[0-9A-Za-zа-я.-]+", fullmatch=True)), min_size=1, max_size=5)


@given(st.sampled_from(KINDS), segments)
def test_str_and_parse_are_inverses(kind: type[BodyIri], parts: tuple[str, ...]) -> None:
    assert kind.parse(str(kind(parts))) == kind(parts)


@given(st.sampled_from(KINDS), segments)
def test_an_iri_is_plain_ascii(kind: type[BodyIri], parts: tuple[str, ...]) -> None:
    iri = str(kind(parts))
    assert iri.isascii() and not set(iri) & set(' <>"{}|\\^`\n')


@given(segments)
def test_no_kind_reads_the_iri_of_another(parts: tuple[str, ...]) -> None:
    for kind in KINDS:
        for other in KINDS:
            if other is not kind:
                with pytest.raises(ValueError, match="not a"):
                    other.parse(str(kind(parts)))


def test_an_iri_says_what_it_names() -> None:
    assert str(BodyIri(("kz", "energy"))) == "https://w3id.org/remit/id/body/kz/energy"
    assert str(PostIri(("kz", "energy", "minister"))) == "https://w3id.org/remit/id/post/kz/energy/minister"
    assert str(ActIri(("P1700000690",))) == "https://w3id.org/remit/id/eli/kz/P1700000690"


@pytest.mark.parametrize("iri", ["", "https://w3id.org/remit/id/body/", "https://example.org/body/kz/energy"])
def test_what_is_no_body_is_refused(iri: str) -> None:
    with pytest.raises(ValueError, match="not a BodyIri"):
        BodyIri.parse(iri)


@given(steps.map(tuple))
def test_locators_read_back(parts: tuple[tuple[str, str], ...]) -> None:
    assert Locator.parse(str(Locator(parts))) == Locator(parts)


@pytest.mark.parametrize("text", ["", "art5", "art_", "point_5", "art_5//pt_1", "art_5/pt 1"])
def test_what_is_no_locator_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a locator"):
        Locator.parse(text)


def test_a_provision_stands_below_its_act() -> None:
    act = str(ActIri(("Z1400000207",)))
    assert provision_iri(act, "art_5/pt_1") == f"{act}/art_5/pt_1"
    assert provision_iri(act, "") == act


def test_digests_differ_with_the_text_and_have_the_length_asked_for() -> None:
    assert digest("а") != digest("a")
    assert len(digest("a")) == 16 and len(digest("a", 8)) == 8
