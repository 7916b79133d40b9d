import pytest
from rdflib import Graph

from remit.ontology.shapes import Violation, validate

PREFIXES = """
@prefix remit: <https://w3id.org/remit/ns#> . @prefix doc: <https://w3id.org/remit/id/document/x#> .
@prefix s: <https://w3id.org/remit/scheme/> . @prefix id: <https://w3id.org/remit/id/> .
@prefix cv: <http://data.europa.eu/m8g/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CLAIM = "prov:wasDerivedFrom doc:evidence ; remit:rule 'rule' ; remit:reviewStatus <SCHEME/claim-status/unreviewed>"
SHA = "0" * 64
GOOD = f"""
<https://w3id.org/remit/id/document/x> a remit:Document ; dct:identifier "x.txt" ; remit:textSha256 "{SHA}" ;
    remit:genre <SCHEME/genre/plan> .
doc:abbreviation a remit:Abbreviation ; skos:notation "МЭ" ; skos:prefLabel "Министерство энергетики" .
doc:evidence a oa:SpecificResource ; oa:hasSource <https://w3id.org/remit/id/document/x> ; oa:hasSelector doc:quote .
doc:quote a oa:TextQuoteSelector ; oa:exact "words" ; oa:refinedBy doc:place .
doc:place a oa:TextPositionSelector ; oa:start 3 ; oa:end 8 .
doc:identity a remit:Claim, remit:Identity ; {CLAIM} ; remit:identifies id:act .
doc:group a remit:Claim, remit:Group ; {CLAIM} ; skos:prefLabel "group"@en .
doc:seat a remit:Claim, remit:Seat ; {CLAIM} ; org:organization doc:group ; org:role <SCHEME/role/chair> ;
    remit:mention "minister" ; remit:since "2020-01-01"^^xsd:date ; remit:until "2021-01-01"^^xsd:date .
doc:plan a remit:Claim, remit:Plan ; {CLAIM} ; dct:title "plan"@en .
doc:duty a remit:Claim, remit:Duty ; {CLAIM} ; remit:dutyKind <SCHEME/duty-kind/plan-item> ; dct:title "do"@en ;
    remit:due doc:due ; remit:firstDay "2020-01-01"^^xsd:date ; remit:lastDay "2020-12-31"^^xsd:date .
doc:due a remit:Deadline ; rdfs:label "2020" ; remit:deadlineKind <SCHEME/deadline-kind/year> ;
    remit:recurrence <SCHEME/recurrence/yearly> ;
    remit:firstDay "2020-01-01"^^xsd:date ; remit:lastDay "2020-12-31"^^xsd:date .
doc:resp a remit:Claim, remit:Responsibility ; {CLAIM} ; remit:duty doc:duty ; cv:role <SCHEME/mode/lead> ;
    cv:hasParticipant id:energy ; remit:linkStatus <SCHEME/link-status/linked> .
doc:doubt a remit:Claim, remit:Responsibility ; {CLAIM} ; remit:duty doc:duty ; cv:role <SCHEME/mode/execute> ;
    remit:linkStatus <SCHEME/link-status/candidates> ; remit:candidate id:a , id:b .
doc:citation a remit:Claim, remit:Citation ; {CLAIM} ; remit:citing id:act ; remit:relation <SCHEME/relation/cites> ;
    remit:cited id:law ; remit:actType <SCHEME/act-type/law> ; remit:linkStatus <SCHEME/link-status/linked> .
doc:tenure a remit:Claim, remit:Tenure ; {CLAIM} ; org:member id:person ; remit:event <SCHEME/tenure-event/holds> ;
    remit:since "2020"^^xsd:gYear ; remit:until "2020-06-01"^^xsd:date .
doc:report a remit:Claim, remit:Report ; {CLAIM} ; remit:duty doc:duty .
doc:target a remit:Claim, remit:Target ; {CLAIM} ; remit:indicator "share" ; remit:year 2025 .
doc:unresolved a remit:Claim, remit:Unresolved ; {CLAIM} ; remit:kind "body" ; remit:mention "it" .
id:energy a cv:PublicOrganisation ; skos:prefLabel "Энергетика"@kk , "Energy"@en ; remit:verified "yes" ;
    remit:start "2014-08-06"^^xsd:date .
id:change a org:ChangeEvent ; remit:changeKind <SCHEME/change-kind/rename> ; org:originalOrganization id:energy ;
    remit:date "2019"^^xsd:gYear .
id:holding a remit:Tenure ; org:member id:person ; remit:verified "no" .
"""

BAD = [
    ('dct:identifier "x.txt" ;', "", "exactly one name"),
    (SHA, "0f", "SHA-256"),
    ("<SCHEME/genre/plan>", "<SCHEME/genre/poem>", "genre"),
    ('skos:notation "МЭ" ;', "", "short form"),
    ("oa:hasSource <https://w3id.org/remit/id/document/x>", "oa:hasSource id:other", "source"),
    ("oa:hasSelector doc:quote", "oa:hasSelector id:other", "quote"),
    ('oa:exact "words" ;', "", "exactly one text"),
    ('oa:exact "words"', 'oa:exact ""', "not empty"),
    ("oa:refinedBy doc:place", "oa:refinedBy id:other", "position"),
    ("oa:start 3", "oa:start 8", "before it ends"),
    ("oa:start 3", "oa:start -1", "from 0"),
    ("oa:start 3 ;", "", "exactly one start"),
    ("doc:report a remit:Claim, remit:Report ; prov:wasDerivedFrom doc:evidence ;",
     "doc:report a remit:Claim, remit:Report ;", "rests on evidence"),
    ("doc:report a remit:Claim, remit:Report ; prov:wasDerivedFrom doc:evidence",
     "doc:report a remit:Claim, remit:Report ; prov:wasDerivedFrom id:other", "in the same graph"),
    ("doc:report a", "[] a", "a claim has an IRI"),
    ("remit:mention \"it\" .", "remit:mention \"it\" ; remit:rule 'other' .", "exactly one rule"),
    ("remit:mention \"it\" .", "remit:mention \"it\" ; remit:reviewStatus id:other .", "review status"),
    ("remit:identifies id:act", "remit:act id:act", "exactly one act"),
    ('skos:prefLabel "group"@en', "remit:act id:act", "a group has a name"),
    ("org:organization doc:group ;", "", "exactly one group"),
    ("<SCHEME/role/chair>", "<SCHEME/role/king>", "role scheme"),
    ('"2021-01-01"^^xsd:date', '"2019-01-01"^^xsd:date', "the start is not after the end"),
    ('dct:title "plan"@en', "remit:act id:act", "a plan has a title"),
    ("remit:dutyKind <SCHEME/duty-kind/plan-item> ;", "", "kind of the duty-kind scheme"),
    ('dct:title "do"@en ;', "", "what is to be done"),
    ("remit:due doc:due", "remit:due id:other", "is a deadline"),
    ('"2020-12-31"^^xsd:date', '"2019-12-31"^^xsd:date', "not after the last day"),
    ('"2020-12-31"^^xsd:date', '"2020"^^xsd:gYear', "the last day is a date"),
    ("<SCHEME/deadline-kind/year>", "<SCHEME/deadline-kind/never>", "deadline-kind"),
    ("<SCHEME/recurrence/yearly>", "<SCHEME/recurrence/daily>", "recurrence"),
    ("cv:hasParticipant id:energy ;", "", "either a bearer or the status"),
    ("remit:candidate id:a , id:b", "cv:hasParticipant id:a", "either a bearer or the status"),
    ("cv:hasParticipant id:energy", "cv:hasParticipant id:energy , id:other", "at most one bearer"),
    ("cv:role <SCHEME/mode/lead> ;", "", "exactly one mode"),
    ("<SCHEME/mode/lead>", "<SCHEME/mode/lead> , <SCHEME/mode/control>", "exactly one mode"),
    ("<SCHEME/mode/lead>", "<SCHEME/mode/dream>", "exactly one mode"),
    ("remit:duty doc:duty ; cv:role <SCHEME/mode/lead>", "cv:role <SCHEME/mode/lead>", "exactly one duty"),
    ("remit:relation <SCHEME/relation/cites> ;", "", "exactly one relation"),
    ("remit:cited id:law ;", "", "either an act or the status"),
    ("<SCHEME/act-type/law>", "<SCHEME/act-type/poem>", "act-type"),
    ("<SCHEME/link-status/linked> .\ndoc:tenure", "<SCHEME/link-status/sure> .\ndoc:tenure", "link-status"),
    ("org:member id:person ; remit:event", "remit:event", "exactly one person"),
    ("remit:event <SCHEME/tenure-event/holds> ;", "", "a tenure has an event"),
    ("<SCHEME/tenure-event/holds>", "<SCHEME/tenure-event/wants>", "tenure-event"),
    ("remit:duty doc:duty .\ndoc:target", "remit:period 'May' .\ndoc:target", "a report is on"),
    ('remit:indicator "share" ;', "", "exactly one indicator"),
    ("remit:year 2025", 'remit:year "2025"', "exactly one year"),
    ('remit:kind "body"', 'remit:kind "song"', "kind of thing"),
    ('remit:mention "it"', 'remit:period "it"', "has its words"),
    ('"Energy"@en', '"Energy"@kk', "only one in a language"),
    ('remit:verified "yes"', 'remit:verified "surely"', "yes, partial or no"),
    ('remit:start "2014-08-06"^^xsd:date', 'remit:start "2014-08-06"^^xsd:date ; remit:end "2014-08-05"^^xsd:date',
     "the start is not after the end"),
    ("<SCHEME/change-kind/rename>", "<SCHEME/change-kind/wish>", "change-kind"),
    ("org:originalOrganization id:energy ;", "", "a body before or a body after"),
    ('remit:date "2019"^^xsd:gYear', 'remit:scope "all"', "exactly one date"),
]  # fmt: skip


def check(turtle: str) -> list[Violation]:
    return validate(Graph().parse(data=PREFIXES + turtle.replace("SCHEME", "https://w3id.org/remit/scheme")))


def test_a_good_graph_conforms_and_is_left_as_it_was() -> None:
    graph = Graph().parse(data=PREFIXES + GOOD.replace("SCHEME", "https://w3id.org/remit/scheme"))
    size = len(graph)
    assert validate(graph) == []
    assert len(graph) == size


def test_an_empty_graph_conforms() -> None:
    assert validate(Graph()) == []


@pytest.mark.parametrize(("good", "bad", "message"), BAD, ids=[f"{n}-{row[2]}" for n, row in enumerate(BAD)])
def test_a_bad_graph_is_rejected(good: str, bad: str, message: str) -> None:
    assert good in GOOD
    violations = check(GOOD.replace(good, bad))
    assert any(message in violation.message for violation in violations), violations


def test_a_violation_says_where_it_is() -> None:
    violations = check(GOOD.replace('remit:indicator "share" ;', ""))
    assert violations == [
        Violation(
            "https://w3id.org/remit/id/document/x#target",
            "https://w3id.org/remit/ns#indicator",
            "a target has exactly one indicator",
        )
    ]


def test_bounds_of_different_precision_are_not_compared() -> None:
    later = GOOD.replace('remit:since "2020-01-01"^^xsd:date', 'remit:since "2021"^^xsd:gYear')
    assert check(later) == []
