"""Canonical IRIs: a pure function of the decisions in force; a negative beats any chain of positives."""

from __future__ import annotations

from itertools import combinations, permutations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from sample_decisions import ANOTHER, LOCAL, OTHER, REGISTERED, THIRD, decide, undo

from remit.ontology.canonical import Canonical, settle
from remit.ontology.decisions import Decision, Judgement, in_force, mention_iri
from remit.ontology.iris import BASE

THINGS = [REGISTERED, ANOTHER, BASE + "body/kz/woods", *(f"{BASE}body/local/{number}" for number in range(5))]
MENTION = mention_iri("body", "МКИ")
JUDGEMENTS: list[Judgement] = ["same", "not-same", "unsure"]


@st.composite
def logs(draw: st.DrawFn) -> list[Decision]:
    """Draw a log about a few bodies and a mention, with undos, some of undos."""
    pairs = [*combinations(THINGS, 2), *((MENTION, thing) for thing in THINGS)]
    entries: list[Decision] = []
    for minute in range(draw(st.integers(0, 14))):
        if entries and draw(st.integers(0, 4)) == 0:
            entries.append(undo(draw(st.sampled_from(entries)), minute))
        else:
            left, right = draw(st.sampled_from(pairs))
            judgement = draw(st.sampled_from([*JUDGEMENTS, "same", "same"]))
            entries.append(decide(left, judgement, right, draw(st.integers(0, 3))))
    return entries


@given(logs(), st.randoms(use_true_random=False))
def test_the_order_of_entries_makes_no_difference(log: list[Decision], random: object) -> None:
    mixed = list(log)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert settle(mixed) == settle(log)


@given(logs())
def test_an_entry_that_comes_twice_counts_once(log: list[Decision]) -> None:
    assert settle([*log, *log]) == settle(log)


@given(logs())
def test_the_sides_of_a_decision_can_change_places(log: list[Decision]) -> None:
    turned = {
        entry.id: Decision(entry.at, entry.by, entry.judgement, entry.right, entry.left) for entry in log if entry.left
    }
    kept = [entry for entry in log if entry.left]
    there, here = settle(turned.values()), settle(kept)
    assert (there.same, there.means, there.denied) == (here.same, here.means, here.denied)


@given(logs(), st.sampled_from(list(combinations(THINGS, 2))), st.sampled_from(JUDGEMENTS))
def test_what_is_undone_leaves_no_trace(log: list[Decision], pair: tuple[str, str], judgement: Judgement) -> None:
    entry = decide(pair[0], judgement, pair[1], 50)
    assert settle([*log, entry, undo(entry, 51)]) == settle(log)


@given(logs())
def test_a_canonical_iri_is_its_own(log: list[Decision]) -> None:
    canonical = settle(log)
    assert all(canonical.of(canonical.of(thing)) == canonical.of(thing) for thing in THINGS)
    assert all(canonical.of(thing) == thing for thing in canonical.means.values())


@given(logs())
def test_a_negative_beats_every_chain(log: list[Decision]) -> None:
    canonical = settle(log)
    for (left, right), entry in in_force(log).items():
        if entry.judgement == "not-same":
            assert canonical.means.get(left, canonical.of(left)) != canonical.of(right)


@given(logs())
def test_entries_of_a_registry_are_one_only_by_decisions_between_entries(log: list[Decision]) -> None:
    canonical = settle(log)
    direct: nx.Graph[str] = nx.Graph(pair for pair, entry in in_force(log).items() if entry.judgement == "same")
    direct = direct.subgraph([thing for thing in direct if "/kz/" in thing])
    for left, right in combinations(THINGS[:3], 2):
        if canonical.of(left) == canonical.of(right):
            assert nx.has_path(direct, left, right)


@given(logs())
def test_a_positive_without_a_conflict_is_followed(log: list[Decision]) -> None:
    canonical = settle(log)
    refused = {decision for conflict in canonical.conflicts for decision in conflict.decisions}
    for (left, right), entry in in_force(log).items():
        if entry.judgement == "same" and entry.id not in refused:
            assert canonical.means.get(left, canonical.of(left)) == canonical.of(right)


@given(logs())
def test_a_positive_is_refused_only_on_a_path_between_what_must_be_apart(log: list[Decision]) -> None:
    positives = {pair: entry.id for pair, entry in in_force(log).items() if entry.judgement == "same"}
    graph: nx.Graph[str] = nx.Graph(pair for pair in positives if pair[0] != MENTION)
    for conflict in settle(log).conflicts:
        if conflict.left in graph and conflict.right in graph and not set(conflict.decisions) & _of_mention(positives):
            paths = nx.all_simple_edge_paths(graph, conflict.left, conflict.right)
            refused = {positives[min(edge), max(edge)] for path in paths for edge in path}
            assert set(conflict.decisions) == refused


def _of_mention(positives: dict[tuple[str, str], str]) -> set[str]:
    return {decision for pair, decision in positives.items() if pair[0] == MENTION}


def test_the_registry_names_what_it_holds_and_the_least_iri_the_rest() -> None:
    assert settle([decide(LOCAL, "same", OTHER)]).same == {OTHER: LOCAL}
    chain = [decide(LOCAL, "same", OTHER), decide(OTHER, "same", REGISTERED)]
    assert settle(chain).same == {LOCAL: REGISTERED, OTHER: REGISTERED}


def test_unsure_takes_back_and_says_nothing() -> None:
    assert settle([decide(LOCAL, "same", OTHER, 1), decide(LOCAL, "unsure", OTHER, 2)]).same == {}


def test_what_leads_from_one_to_the_other_is_not_followed_and_the_rest_is() -> None:
    first, second = decide(LOCAL, "same", OTHER), decide(OTHER, "same", THIRD)
    leaf = decide(THIRD, "same", BASE + "body/local/0d")
    against = decide(LOCAL, "not-same", THIRD)
    for log in permutations([first, second, leaf, against]):
        canonical = settle(log)
        assert canonical.same == {leaf.right: THIRD}
        (conflict,) = canonical.conflicts
        assert (conflict.left, conflict.right, conflict.negative) == (LOCAL, THIRD, against.id)
        assert conflict.decisions == tuple(sorted((first.id, second.id)))


def test_two_entries_of_the_registry_are_not_one_through_a_local_thing() -> None:
    through = [decide(REGISTERED, "same", LOCAL), decide(LOCAL, "same", ANOTHER)]
    canonical = settle(through)
    assert canonical.same == {} and [conflict.negative for conflict in canonical.conflicts] == [None]
    said = settle([*through, decide(REGISTERED, "same", ANOTHER)])
    assert said.same == {ANOTHER: REGISTERED, LOCAL: REGISTERED} and not said.conflicts


def test_a_mention_means_one_thing_and_makes_no_two_things_one() -> None:
    one, two = decide(MENTION, "same", LOCAL), decide(MENTION, "same", OTHER)
    assert settle([one]).means == {MENTION: LOCAL}
    both = settle([one, two])
    assert both.means == {} and both.same == {} and len(both.conflicts) == 1
    assert settle([one, two, decide(LOCAL, "same", OTHER)]).means == {MENTION: LOCAL}
    assert settle([one, decide(LOCAL, "same", OTHER), decide(MENTION, "not-same", OTHER)]).means == {}


def test_a_post_goes_with_its_body_unless_it_was_decided_about() -> None:
    here, there = BASE + "post/local/0a/director", BASE + "post/kz/lakes/director"
    bodies = decide(LOCAL, "same", REGISTERED)
    assert settle([bodies]).of(here) == there
    assert settle([bodies, decide(here, "not-same", there)]).of(here) == here
    chief = BASE + "post/kz/lakes/chief"
    assert settle([bodies, decide(there, "same", chief)]).of(here) == chief
    assert settle([]).of(here) == here == Canonical().of(here)


def test_a_claim_can_mean_something_else_than_its_words() -> None:
    claim = BASE + "document/1#responsibility-2"
    general = decide(MENTION, "same", LOCAL)
    assert settle([general]).meaning(claim, MENTION) == LOCAL
    assert settle([general, decide(claim, "same", OTHER)]).meaning(claim, MENTION) == OTHER
    for judgement in ("not-same", "unsure"):
        assert settle([general, decide(claim, judgement, LOCAL)]).meaning(claim, MENTION) is None
        assert settle([general, decide(claim, judgement, OTHER)]).meaning(claim, MENTION) == LOCAL
