"""Prefixes of the vocabularies in use; terms are made with `REMIT["Claim"]`-like calls on these."""

from __future__ import annotations


class Namespace(str):
    """A vocabulary's IRI; `NS.term` or `NS["term"]` gives the IRI of a term."""

    __slots__ = ()

    def __getattr__(self, term: str) -> str:
        if term.startswith("__"):
            raise AttributeError(term)
        return str(self) + term

    def __getitem__(self, term: object) -> str:
        return str(self) + str(term)


REMIT = Namespace("https://w3id.org/remit/ns#")
SCHEME = Namespace("https://w3id.org/remit/scheme/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ORG = Namespace("http://www.w3.org/ns/org#")
CV = Namespace("http://data.europa.eu/m8g/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")

PREFIXES = {
    "remit": REMIT, "eli": ELI, "org": ORG, "cv": CV, "prov": PROV, "oa": OA, "skos": SKOS,
    "dct": DCT, "foaf": FOAF, "rdf": RDF, "rdfs": RDFS, "xsd": XSD, "owl": OWL,
}  # fmt: skip


def concept(scheme: str, code: str) -> str:
    """Give the IRI of a concept of one of our SKOS schemes."""
    return f"{SCHEME}{scheme}/{code}"
