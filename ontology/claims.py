"""What documents are taken to say: typed records, each tied to the passage that says it.

Records refer to one another and to registry entries by IRI (as `str`). IRIs of things a document brings into being
(groups, plans, items, duties) and of claims are the document's own IRI plus a fragment (`…#seat-3`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from remit.ontology.intervals import PartialDate


@dataclass(frozen=True)
class Evidence:
    """A passage: `quote == text[start:end]` in code points of the document's NFC text.

    `place` is the fragment that leads to it in the original: an anchor (`z5`) or a page (`page=3`, RFC 8118).
    """

    quote: str
    start: int
    end: int
    place: str | None = None


@dataclass(frozen=True)
class Link:
    """What a mention was resolved to.

    `status` is `linked` (one registry entry), `local` (an entity the registry does not know, minted from its name),
    `class` (a class of bodies, a member of the registry), `candidates` (several, no reason to prefer one) or
    `unresolved`. `entity` is `None` for the last two. `candidates` come best first; `reason` says what speaks for the
    entity, or why none was chosen.
    """

    status: str
    entity: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str = ""


UNRESOLVED = Link("unresolved", reason="names no body or post that is known")


@dataclass(frozen=True)
class Claim:
    """Base of all claims: an IRI of its own, the passage, and the grammar rule that found it."""

    iri: str
    evidence: Evidence
    rule: str


@dataclass(frozen=True)
class Deadline:
    """A time limit in the words of the source and, where it can be computed, as days.

    `kind`: date, month, quarter, half-year, year, range, recurring, relative, permanent, conditional.
    `recurrence`: yearly, half-yearly, quarterly, monthly or `None`. `reason` says why no day follows.
    """

    text: str
    kind: str
    due_from: PartialDate | None = None
    due_by: PartialDate | None = None
    recurrence: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Act:
    """An act as far as one document identifies it; `iri` is `str(ActIri)`, `type` a code of the act-type scheme."""

    iri: str
    type: str
    number: str | None = None
    date: PartialDate | None = None
    adilet_id: str | None = None
    registration_number: str | None = None
    issuer: str | None = None
    titles: tuple[tuple[str, str], ...] = ()  # (language, title)


@dataclass(frozen=True)
class LocalBody:
    """A body or class that the registry does not hold, known by its name in a document."""

    iri: str
    name: str
    language: str
    kind: str = "organisation"
    parent: str | None = None


@dataclass(frozen=True)
class Post:
    """A post in a body: `role` is the registry's post id (`minister`, `first-vice-minister`) or a slug of its name."""

    iri: str
    role: str
    body: str | None
    name: str
    language: str


@dataclass(frozen=True)
class Person:
    """A person by the name a document writes."""

    iri: str
    name: str
    language: str


@dataclass(frozen=True)
class Identity(Claim):
    """The document (or a part of it) is this act."""

    act: str


@dataclass(frozen=True)
class Group(Claim):
    """A working group, council or commission with a composition, as one document has it.

    `group` is the IRI it has in every act that forms it or changes its composition; `None` where that is not known.
    """

    name: str
    language: str
    act: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class Seat(Claim):
    """Somebody sits in a group: a person, a post or a body, whichever the line names."""

    group: str
    position: int
    role: str  # chair, deputy-chair, secretary, member, observer
    mention: str
    by_agreement: bool = False
    post: str | None = None
    body: Link = UNRESOLVED
    person: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    added_by: str | None = None
    number: str | None = None  # as the line gives it: `26-1`


@dataclass(frozen=True)
class SeatEnd(Claim):
    """An act ends a seat: by the words on it, the person or post it names, or its number in the composition.

    Without any of them it ends all seats: the composition is given anew.
    """

    group: str
    mention: str | None = None
    number: str | None = None
    post: str | None = None
    person: str | None = None
    until: PartialDate | None = None
    removed_by: str | None = None


@dataclass(frozen=True)
class Plan(Claim):
    """A table of measures."""

    title: str
    language: str
    act: str | None = None


@dataclass(frozen=True)
class Duty(Claim):
    """Something to be done or that may be done.

    `kind`: plan-item, act-point, function, right, duty, instruction. `provision` is the IRI of the point that lays it
    down, `part_of` the plan or act it belongs to. Completion, section and several deadlines are those of plan items.
    """

    kind: str
    title: str
    language: str
    number: str | None = None
    locator: str | None = None
    provision: str | None = None
    part_of: str | None = None
    section: str | None = None
    completion: str | None = None
    deadline_text: str | None = None
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True)
class Responsibility(Claim):
    """A bearer answers for a duty. `mode`: lead, execute, co-execute, control, submit-to, approve, inform."""

    duty: str
    mode: str
    mention: str
    bearer: Link
    position: int = 1
    by_agreement: bool = False
    basis: str | None = None  # provision or act that lays the duty on the bearer


@dataclass(frozen=True)
class Citation(Claim):
    """A passage names an act. `act` holds what the passage says of it, completed only from the registry.

    `citing` is the IRI of the act, provision, plan or document that cites; `relation` one of based_on, cites, amends,
    repeals, amended_by, repealed_by, approved_by, implements.
    """

    citing: str
    act: Act
    relation: str
    locator: str | None = None
    status: str = "linked"
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tenure(Claim):
    """A person and a post. `event`: appointed, dismissed, retained, holds."""

    person: str
    person_name: str
    event: str
    post: str | None
    post_name: str
    body: Link = UNRESOLVED
    body_name: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    replaces: str | None = None


@dataclass(frozen=True)
class Change(Claim):
    """One body's part in a reorganisation that an act orders.

    `kind` is a code of the change-kind scheme: rename, replace, merge, split, partial-transfer, abolish, create.
    `before` is `None` for create, `after` for abolish. Mentions and `scope` are in the words of the act, `topics` those
    of its phrases that tell what it is about; `date` is the day since which it has force, `act` the act that orders it.
    """

    kind: str
    language: str
    before: Link | None = None
    after: Link | None = None
    before_mention: str | None = None
    after_mention: str | None = None
    scope: str | None = None
    topics: tuple[str, ...] = ()
    date: PartialDate | None = None
    act: str | None = None


@dataclass(frozen=True)
class Report(Claim):
    """What a plan says of the progress of an item; `status` in words of the source where it states one."""

    item: str
    status: str | None = None
    period: str | None = None


@dataclass(frozen=True)
class Target(Claim):
    """One indicator in one year; values as written, with their unit. `flag` names an anomaly of the source."""

    item: str | None
    section: str | None
    indicator: str
    year: int
    planned: str | None = None
    actual: str | None = None
    flag: str | None = None


@dataclass(frozen=True)
class Unresolved(Claim):
    """A mention that could not be resolved: `kind` is the kind of thing sought (body, act, post, person)."""

    kind: str
    mention: str
    candidates: tuple[str, ...] = ()
    reason: str = ""


Entity = Act | LocalBody | Post | Person


@dataclass(frozen=True)
class BlockStatus:
    """Coverage of one block: `status` is `claims`, `nothing` (understood, says nothing of ours) or `unknown`."""

    start: int
    end: int
    kind: str
    status: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocumentRecord:
    """One document read: who it is, its text, and everything found in it."""

    iri: str
    name: str  # as given to `load`
    source: str  # absolute path or URL
    text: str  # NFC
    language: str  # kk, ru, en: that of most blocks
    genre: str  # act, plan, composition, statute, news, other
    media_type: str
    byte_sha256: str
    text_sha256: str
    act: str | None = None
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    coverage: tuple[BlockStatus, ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = field(default=())
    reader: str | None = None  # what turned the bytes into text, with the version of its library
    retrieved: datetime | None = None  # when it was got from where it was published; with its time zone
    url: str | None = None  # where it was published
    version: PartialDate | None = None  # the day since which the act reads so
    until: PartialDate | None = None  # the day on which another version took its place
    stated_sha256: str | None = None  # of what a file of metadata beside it states
    notes: tuple[str, ...] = ()  # what the reader of the claims should know of the source: a column that is not there
