"""Which act a citation means: its identity by adilet id, registration number, the registry, or what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from remit.loaders.citations import CitationMention
from remit.loaders.issuers import issuer_in_registry
from remit.loaders.names import NameIndex
from remit.ontology.claims import Act
from remit.ontology.entries import ActEntry
from remit.ontology.intervals import PartialDate
from remit.ontology.iris import ActIri, digest
from remit.ontology.letters import fold
from remit.ontology.registry import Registry

_LETTERS = {
    "code": "K", "law": "Z", "presidential-decree": "U", "government-resolution": "P", "pm-order": "R",
}  # fmt: skip
_REGISTERED = ("ministerial-order", "maslikhat-decision", "akimat-resolution")
_LINKED = re.compile(
    r"/docs/(?P<id>[A-Z]\d{2}(?:\d{8}|\d{7}_|[A-Z]{2}\d{6}|[A-Z]{2}[A-Z0-9]\d{4}[A-Z]|\d{6}[A-Z]_))(?=[/#?]|$)"
)
_QUOTES = re.compile(r"[«»„“”\"'’‘]")


def adilet_id(type: str, number: str | None, day: PartialDate | None) -> str | None:
    """Derive the id of an act from its type, number and year; `None` where the rule gives none.

    From 2011: letter, two digits of the year, the number in eight; before: the number in seven and `_`. Suffixes of the
    number are dropped. The rule is read off the ids of the state legal information system.
    """
    digits = re.match(r"\d+", number or "")
    if type not in _LETTERS or digits is None or day is None or len(digits[0]) > 7:
        return None
    year = f"{day.year % 100:02d}"
    tail = digits[0].zfill(8) if day.year >= 2011 else digits[0].zfill(7) + "_"
    return f"{_LETTERS[type]}{year}{tail}"


def registered_id(
    type: str, number: str | None, day: PartialDate | None, registered: PartialDate | None = None
) -> str | None:
    """Derive the id of an act registered at the Ministry of Justice from its registration number.

    `registered` is the day of the registration; where it is not known the act's own day serves, not in November and
    December: such acts may have been registered in the year after. Local acts of the years before 2022 were registered
    by departments of justice, whose codes their ids hold.
    """
    if registered is None and day and (day.month or 12) > 10:
        return None
    day = registered or day
    if not number or not number.isdigit() or day is None or day.year < 2011:
        return None
    if type != "ministerial-order" and (day.year < 2022 or len(number) < 5):
        return None
    return f"V{day.year % 100:02d}{number.zfill(8)}"


@dataclass(frozen=True)
class Identified:
    """The act a mention means; `status` is linked (known by its number or to the registry), local or candidates."""

    act: Act
    status: str
    candidates: tuple[str, ...] = ()


def linked_id(target: str, type: str) -> str | None:
    """Give the adilet id that a hyperlink leads to; `None` for other pages, and for an act of another type."""
    match = _LINKED.search(target)
    if match is None:
        return None
    letters = _LETTERS.get(type) or ("VG" if type in _REGISTERED else match["id"][0])
    return match["id"] if match["id"][0] in letters else None


def identify(
    mention: CitationMention,
    registry: Registry,
    language: str,
    on: date | None = None,
    linked: str | None = None,
    names: NameIndex | None = None,
) -> Identified:
    """Find the act that a mention means; what only the registry knows of it is filled in.

    `linked` is the id that a hyperlink on the mention leads to: it decides where the words leave the act open. `names`
    is the index of the registry: by it an act is one under its issuer's names in every language.
    """
    known = _known(mention, registry, on)
    if linked and (len(known) > 1 or not known):
        known = [entry for entry in registry.acts.values() if entry.adilet_id == linked]
    if len(known) > 1:
        act = _act(mention, language, _minted(mention, _issuer(mention, registry, names, language)), None)
        return Identified(act, "candidates", tuple(sorted(entry.iri for entry in known)))
    if known:
        entry = known[0]
        mention = _in_full(mention, entry, language)
        return Identified(_act(mention, language, entry.iri, entry.adilet_id, entry.date), "linked")
    derived = mention.adilet_id or adilet_id(mention.type, mention.number, mention.date)
    if derived is None and mention.type in _REGISTERED:
        derived = registered_id(mention.type, mention.registration_number, mention.date, mention.registered)
    derived = derived or linked
    iri = str(ActIri((derived,))) if derived else _minted(mention, _issuer(mention, registry, names, language))
    return Identified(_act(mention, language, iri, derived), "linked" if derived else "local")


def _in_full(mention: CitationMention, entry: ActEntry, language: str) -> CitationMention:
    """Give the whole title to an act that is named by a part of it («Конституцией и законами Республики …»)."""
    whole = entry.titles.get(language, "")
    named = mention.title and f" {title_key(mention.title)} " in f" {title_key(whole)} "
    return replace(mention, title=whole) if named else mention


def own_act(
    mention: CitationMention, registry: Registry, language: str, text: str, names: NameIndex | None = None
) -> Act:
    """Give the act that a document is; one without number and date is known by the document's text alone."""
    if mention.number is None and mention.date is None:
        return _act(mention, language, str(ActIri((mention.type, "undated", digest(text)))), None)
    return identify(mention, registry, language, names=names).act


def _known(mention: CitationMention, registry: Registry, on: date | None) -> list[ActEntry]:
    same_type = [entry for entry in registry.acts.values() if entry.type == mention.type]
    if mention.type == "constitution":
        dated = [entry for entry in same_type if mention.date is None or entry.date == mention.date]
        before = [entry for entry in dated if on is None or entry.date is None or entry.date.first <= on]
        return before[-1:] if on else before
    if mention.number:
        number = _number(mention.number)
        return [
            entry
            for entry in same_type
            if entry.number and _number(entry.number) == number and _agree(entry.date, mention.date, needed=True)
        ]
    if mention.type == "presidential-address" and mention.date:
        return [entry for entry in same_type if entry.date == mention.date]
    if mention.title:
        wanted = title_key(mention.title)
        return [
            entry
            for entry in same_type
            if _agree(entry.date, mention.date, needed=False)
            and any(title_key(title) == wanted for title in (*entry.titles.values(), *_aliases(entry)))
        ]
    return []


def _aliases(entry: ActEntry) -> tuple[str, ...]:
    return tuple(alias for aliases in entry.aliases.values() for alias in aliases)


def _agree(known: PartialDate | None, stated: PartialDate | None, needed: bool) -> bool:
    if known is None or stated is None:
        return not needed
    return str(known).startswith(str(stated)) or str(stated).startswith(str(known))


def _number(number: str) -> str:
    """The number without the letters that tell the language of one and the same order («-р», «-ө», «-r»)."""
    return re.sub(r"-[рөr]$", "", fold(number).strip().casefold())


def title_key(title: str) -> str:
    """A title without quotes, case, look-alike letters and spacing, for comparing."""
    return " ".join(_QUOTES.sub(" ", fold(title)).casefold().replace("–", " ").replace("-", " ").split())


def _issuer(mention: CitationMention, registry: Registry, names: NameIndex | None, language: str) -> tuple[str, ...]:
    """Give what an act's IRI has for its issuer: the body of the registry it names, else a digest of its words."""
    if not mention.issuer:
        return ()
    known = issuer_in_registry(mention.issuer, mention.type, mention.date, registry, names, language) if names else ()
    return known or (digest(title_key(mention.issuer), 8),)


def _minted(mention: CitationMention, issuer: tuple[str, ...]) -> str:
    if mention.number:
        return str(ActIri((mention.type, *issuer, str(mention.date or "undated"), _number(mention.number))))
    named = title_key(mention.title) if mention.title else " ".join((*issuer, str(mention.date or "")))
    return str(ActIri((mention.type, str(mention.date or "undated"), digest(named))))


def _act(mention: CitationMention, language: str, iri: str, adilet: str | None, day: PartialDate | None = None) -> Act:
    return Act(
        iri=iri,
        type=mention.type,
        number=mention.number,
        date=mention.date or day,
        adilet_id=adilet,
        registration_number=mention.registration_number,
        issuer=mention.issuer,
        titles=((language, mention.title),) if mention.title else (),
    )
