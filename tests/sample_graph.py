"""A graph on disk with the sample documents and a small invented part of a registry."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import sample_records

from remit.graph.mapping import REGISTRY
from remit.graph.store import Write, open_store
from remit.ontology.namespaces import PREFIXES

_REGISTRY = """
@base <https://w3id.org/remit/id/> .
<body/kz/energy> a cv:PublicOrganisation ; remit:verified "no" ; remit:bodyKind <../scheme/body-kind/ministry> ;
  remit:start "2014-08-06"^^xsd:date ;
  skos:prefLabel "Энергетика министрлігі"@kk, "Министерство энергетики"@ru, "Ministry of Energy"@en ;
  skos:altLabel "МЭ"@ru, "ЭМ"@kk ; org:subOrganizationOf <body/kz/government> .
<body/kz/menr> a cv:PublicOrganisation ; remit:verified "no" ; remit:bodyKind <../scheme/body-kind/ministry> ;
  remit:start "2019-06-17"^^xsd:date ;
  skos:prefLabel "Экология министрлігі"@kk, "Министерство экологии"@ru ; org:subOrganizationOf <body/kz/government> .
<body/kz/old-water> a cv:PublicOrganisation ; remit:verified "no" ; remit:bodyKind <../scheme/body-kind/committee> ;
  remit:start "2005"^^xsd:gYear ; remit:end "2014"^^xsd:gYear ; skos:prefLabel "Әткеншек комитеті"@kk .
<body/kz/akimat-almaty-city> a cv:PublicOrganisation ; remit:verified "no" ;
  remit:bodyKind <../scheme/body-kind/akimat> ;
  skos:prefLabel "Алматы қаласының әкімдігі"@kk, "Акимат города Алматы"@ru .
<change/kz/invented-1> a org:ChangeEvent ; remit:verified "no" ;
  remit:changeKind <../scheme/change-kind/partial-transfer> ;
  org:originalOrganization <body/kz/energy> ; org:resultingOrganization <body/kz/menr> ;
  remit:date "2019-06-17"^^xsd:date ;
  cv:hasFormalFramework <eli/kz/U2600000903> ; remit:scope "lakes" .
<change/kz/invented-2> a org:ChangeEvent ; remit:verified "no" ; remit:changeKind <../scheme/change-kind/abolish> ;
  org:originalOrganization <body/kz/old-water> ; remit:date "2014"^^xsd:gYear .
"""


def write_sample(folder: Path) -> str:
    """Write the graph into a new folder and give its location."""
    triples = pyoxigraph.parse(_turtle(), pyoxigraph.RdfFormat.TURTLE)
    registry = [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in triples]
    with open_store(str(folder), create=True) as store:
        store.write(Write(documents=sample_records.all_records(), added={REGISTRY: registry}))
    return str(folder)


def _turtle() -> str:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return prefixes + _REGISTRY
