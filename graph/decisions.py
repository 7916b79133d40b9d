"""Decisions to a store: a graph of their own says what is one thing and what is meant; no claim is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph

from remit.graph.identities import DECISIONS
from remit.graph.mentions import unresolved
from remit.graph.ntriples import iri, moment, text
from remit.graph.store import Store, Write
from remit.graph.triples import Triple, triples
from remit.ontology.canonical import Canonical, settle
from remit.ontology.decisions import Decision, in_force, is_mention, kind_of
from remit.ontology.namespaces import DCT, ORG, OWL, PROV, RDF, RDFS, REMIT

_HELD = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{DECISIONS}> {{ ?s ?p ?o }} }}"
_POSTS = f"SELECT DISTINCT ?post WHERE {{ ?post <{ORG.postIn}> ?body }}"


def apply(store: Store, decisions: Iterable[Decision]) -> Canonical:
    """Make the graph of decisions in a store anew out of a log and the mentions of the store; say what follows.

    Nothing is written where the store has that very graph. Raises `StoreError`.
    """
    counting = list(in_force(decisions).values())
    canonical = settle(counting)
    wanted = list(dict.fromkeys((*_said(counting), *_followed(store, canonical))))
    held = {(str(row["s"]), str(row["p"]), str(row["o"])) for row in store.select(_HELD)}
    if held != _as_read(wanted):
        store.write(Write(cleared=[DECISIONS], added={DECISIONS: wanted} if wanted else {}))
    return canonical


def _as_read(written: Iterable[Triple]) -> set[Triple]:
    """Give triples as the engine writes them, which may spell a literal in another way than we do."""
    lines = "".join(f"{' '.join(triple)} .\n" for triple in written)
    quads = pyoxigraph.parse(lines, pyoxigraph.RdfFormat.N_TRIPLES)
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


def _said(counting: Iterable[Decision]) -> Iterator[Triple]:
    """Write down the decisions in force, so that whoever reads the graph sees who decided what."""
    for one in counting:
        left, right = one.pair
        yield from triples(
            one.iri,
            [
                (RDF.type, iri(REMIT.Decision)),
                (REMIT.judgement, text(one.judgement)),
                (RDF.subject, iri(left)),
                (RDF.object, iri(right)),
                (DCT.creator, text(one.by)),
                (PROV.generatedAtTime, moment(one.at)),
                (RDFS.comment, text(one.note or None)),
            ],
        )
        if one.judgement == "not-same" and not is_mention(left):
            yield from triples(left, [(OWL.differentFrom, iri(right))])


def _followed(store: Store, canonical: Canonical) -> Iterator[Triple]:
    """Write down what follows: the canonical IRI of each thing, and what each unresolved mention means."""
    bodies = [thing for thing in canonical.same if kind_of(thing) == "body"]
    rows = (row for body in bodies for row in store.select(_POSTS, {"body": pyoxigraph.NamedNode(body)}))
    posts = {row["post"].value for row in rows}
    for thing in sorted(posts | canonical.same.keys()):
        if (chosen := canonical.of(thing)) != thing:
            yield from triples(thing, [(OWL.sameAs, iri(chosen))])
    if canonical.means:
        for one in unresolved(store):
            if meaning := canonical.meaning(one.claim, one.iri):
                yield from triples(one.claim, [(REMIT.means, iri(meaning))])
