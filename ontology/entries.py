"""Entries of the registry: what is known of bodies, posts, persons, regions, acts and reorganisations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from remit.ontology.intervals import Interval, PartialDate
from remit.ontology.iris import BASE, ActIri, BodyIri, PersonIri, PostIri

Text = Mapping[str, str]
Texts = Mapping[str, tuple[str, ...]]
ALWAYS = Interval()


@dataclass(frozen=True, eq=False, kw_only=True)
class Entry:
    """Base of all entries.

    `id` is unique among entries of its kind in its country. `verified` is `yes` (met in a source), `partial` (some
    field is background knowledge) or `no`; an answer that rests on an entry must say so unless it is `yes`.
    Mappings of texts go from language code to text; a language that is not known is absent. `wikidata` is the item on
    the same thing; only where `wikidata_verified` is `yes` has a source been met that says so. `places` are where the
    entry is written (`bodies.yaml:12`), the files that were laid over the registry last.
    """

    id: str
    country: str = "kz"
    verified: str = "no"
    source: str | None = None
    note: str | None = None
    wikidata: str | None = None
    wikidata_verified: str = "no"
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parent:
    """The body that another stands under, and since and until when."""

    id: str
    interval: Interval = ALWAYS


@dataclass(frozen=True, eq=False, kw_only=True)
class BodyEntry(Entry):
    """A body, organisation or class of bodies.

    `portfolio` is what a ministry is for, as its minister's title has it (Russian in the genitive). A class
    (`is_class`) stands for its `members` and for every body of a kind in `members_of_kind`. `agency_code` is the code
    of the body as a maker of acts in the state's databank of legal acts. One at the `apex` stands over every other, so
    that to name it as a parent tells nothing.
    """

    names: Text
    short: Texts = field(default_factory=dict)
    kind: str
    interval: Interval = ALWAYS
    parents: tuple[Parent, ...] = ()
    portfolio: Text = field(default_factory=dict)
    territory: str | None = None
    is_class: bool = False
    members: tuple[str, ...] = ()
    members_of_kind: tuple[str, ...] = ()
    agency_code: str | None = None
    apex: bool = False

    @property
    def iri(self) -> str:
        return str(BodyIri((self.country, self.id)))


@dataclass(frozen=True, eq=False, kw_only=True)
class PostEntry(Entry):
    """A post as a role that bodies have; `body` is set where only one body has it.

    Who holds one that `heads` answers for the body as a whole; of two such posts of a body the first in the file is the
    higher.
    """

    names: Text
    forms: Texts = field(default_factory=dict)
    variants: Texts = field(default_factory=dict)
    body: str | None = None
    heads: bool = False


@dataclass(frozen=True, eq=False, kw_only=True)
class PersonEntry(Entry):
    """A person who held a post."""

    names: Text
    aliases: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        return str(PersonIri((self.country, self.id)))


@dataclass(frozen=True, eq=False, kw_only=True)
class HoldingEntry(Entry):
    """A person held a post of a body; `also` is a second post held with it, as the post or the body it is in."""

    person: str
    post: str
    body: str
    interval: Interval = ALWAYS
    acting: bool = False
    also: str | None = None

    @property
    def iri(self) -> str:
        return f"{BASE}tenure/{self.country}/{self.id}"

    @property
    def post_iri(self) -> str:
        return str(PostIri((self.country, self.body, self.post)))


@dataclass(frozen=True, eq=False, kw_only=True)
class RegionEntry(Entry):
    """A region. `forms` are inflected names, `variants` other names and abbreviations; `iso` is ISO 3166-2."""

    kind: str
    names: Text
    forms: Texts = field(default_factory=dict)
    variants: Texts = field(default_factory=dict)
    centre: Text = field(default_factory=dict)
    interval: Interval = ALWAYS
    predecessor: str | None = None
    act: str | None = None
    iso: str | None = None
    former_iso: str | None = None
    kato: str | None = None

    @property
    def iri(self) -> str:
        return f"{BASE}region/{self.country}/{self.id}"


@dataclass(frozen=True, eq=False, kw_only=True)
class ChangeEntry(Entry):
    """One body's part in a reorganisation.

    `kind`: rename, replace, merge, split, partial-transfer (the body before goes on), abolish, create. `before` is
    `None` for create, `after` for abolish. `scope` gives words for what passed over, per language.
    """

    event: str
    kind: str
    date: PartialDate
    before: str | None = None
    after: str | None = None
    scope: Texts = field(default_factory=dict)
    act: str | None = None

    @property
    def iri(self) -> str:
        return f"{BASE}change/{self.country}/{self.id}"


@dataclass(frozen=True, eq=False, kw_only=True)
class ActEntry(Entry):
    """An act; `type` is a code of the act-type scheme, `issuer` a body id, `approved_by` the act that approves it."""

    type: str
    number: str | None = None
    date: PartialDate | None = None
    issuer: str | None = None
    adilet_id: str | None = None
    approved_by: str | None = None
    titles: Text = field(default_factory=dict)
    aliases: Texts = field(default_factory=dict)

    @property
    def iri(self) -> str:
        """By adilet id where there is one, else by type and the id in the registry."""
        return str(ActIri((self.adilet_id,) if self.adilet_id else (self.type, self.id)))


@dataclass(frozen=True, eq=False, kw_only=True)
class ActTypeEntry(Entry):
    """A kind of act as documents name it; `code` is the act type it counts as, `letter` the first of its adilet ids."""

    code: str
    names: Text
    forms: Texts = field(default_factory=dict)
    letter: str | None = None
    issuers: tuple[str, ...] = ()
    number_suffix: Text = field(default_factory=dict)


@dataclass(frozen=True, eq=False, kw_only=True)
class MarkerEntry(Entry):
    """A formula of documents, such as "by agreement"; an ellipsis in it stands for other words."""

    texts: Texts
    meaning: str


@dataclass(frozen=True)
class Abbreviation:
    """An abbreviation that names no body; `kind`: country, legal-form, term."""

    abbreviation: str
    language: str
    kind: str
    meaning: str


@dataclass(frozen=True, eq=False)
class Entries:
    """Everything the files of a registry hold, keyed by id in the order of the files.

    `digest` is the SHA-256 of what they say, wherever they stand.
    """

    bodies: Mapping[str, BodyEntry] = field(default_factory=dict)
    posts: Mapping[str, PostEntry] = field(default_factory=dict)
    persons: Mapping[str, PersonEntry] = field(default_factory=dict)
    holdings: Mapping[str, HoldingEntry] = field(default_factory=dict)
    regions: Mapping[str, RegionEntry] = field(default_factory=dict)
    changes: Mapping[str, ChangeEntry] = field(default_factory=dict)
    acts: Mapping[str, ActEntry] = field(default_factory=dict)
    act_types: Mapping[str, ActTypeEntry] = field(default_factory=dict)
    markers: Mapping[str, MarkerEntry] = field(default_factory=dict)
    abbreviations: tuple[Abbreviation, ...] = ()
    digest: str = ""
