"""Which act is wanted, told by its id or its address, and the addresses it can be had at.

The old engine makes pages on the server; the new one fills them in the browser from the JSON it answers beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from remit.loaders.readers.adilet import find_id
from remit.ontology.errors import UsageError

LANGUAGES = {"kk": "kaz", "ru": "rus", "en": "eng"}
DEFAULT_LANGUAGES = ("kk", "ru")
OLD, NEW, COPY = "https://old.adilet.zan.kz", "https://adilet.zan.kz", "https://zakon.uchet.kz"
HTML, JSON = "text/html", "application/json"

_HOSTS = {urlsplit(site).netloc: site for site in (OLD, NEW, COPY)}
_BASE = re.compile(r"https?://(?:[\w.-]+|\[[\da-fA-F:]+\])(?::\d+)?(?:/[\w./~-]*)?")
_PAGE = re.compile(
    r"/(?P<language>kaz|rus|eng)/(?P<archive>archive/)?docs/(?P<act>[^/]+)"
    r"(?:/(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4})|/(?:info|history|links|download(?:/docx)?))?/?"
)
_ANSWER = re.compile(r"/api/documents/by-ngr/(?P<act>[^/]+)/?")
_ANSWER_LANGUAGE = re.compile(r"(?:^|&)language=(kaz|rus|eng)(?:&|$)")


@dataclass(frozen=True)
class Wanted:
    """An act in one language; of a dated `version` (ISO) only that, else as it reads now.

    `site` is where its address said it is, `None` for an id.
    """

    act: str
    language: str
    version: str | None = None
    archived: bool = False
    site: str | None = None

    @property
    def name(self) -> str:
        """What files with it are called, without the suffix."""
        return ".".join(filter(None, (self.act, self.version, self.language)))


@dataclass(frozen=True)
class Address:
    """Where an act may be had, and as what."""

    url: str
    media_type: str


def wanted(entry: str, languages: Sequence[str] = ()) -> list[Wanted]:
    """Tell what an id or an address asks for, one a language.

    Where no languages are named, an address asks for its own and an id for Kazakh and Russian. Raises `UsageError` for
    anything else.
    """
    if find_id(entry) == entry:
        return [Wanted(entry, language) for language in languages or DEFAULT_LANGUAGES]
    first = _addressed(entry)
    asked = languages or ((first.language,) if first.language else DEFAULT_LANGUAGES)
    return [Wanted(first.act, language, first.version, first.archived, first.site) for language in asked]


def addresses(act: Wanted, engine: str | None = None) -> list[Address]:
    """Give the addresses to try, in order; `engine` is the base of a mirror that is asked instead of the sites.

    A dated version is only on pages: the answers of the new engine say how an act reads now.
    """
    code = LANGUAGES[act.language]
    pages = [engine] if engine else list(dict.fromkeys((COPY if act.site == COPY else OLD, OLD)))
    archive = "archive/" if act.archived else ""
    version = f"/{'.'.join(reversed(act.version.split('-')))}" if act.version else ""
    found = [Address(f"{base}/{code}/{archive}docs/{act.act}{version}", HTML) for base in pages]
    if not act.version:
        found.append(Address(f"{engine or NEW}/api/documents/by-ngr/{act.act}?language={code}", JSON))
    return found


def sites(engine: str | None = None) -> frozenset[str]:
    """Give the hosts that may be asked, with their ports."""
    return frozenset((urlsplit(engine).netloc.lower(),)) if engine else frozenset(_HOSTS)


def check_languages(languages: Sequence[str]) -> None:
    """Raise `UsageError` for languages that acts do not come in."""
    for language in languages:
        if language not in LANGUAGES:
            raise UsageError(f"no language {language!r}", "--lang", f"use {', '.join(LANGUAGES)} with commas between")


def engine_base(url: str) -> str:
    """Check the base of a mirror and give it without a slash at its end; raise `UsageError` when it is none."""
    if not _BASE.fullmatch(url):
        raise UsageError(f"not the address of a server: {url!r}", "--engine", "give http://HOST or https://HOST")
    return url.rstrip("/")


def _addressed(entry: str) -> Wanted:
    """Read an address; the language is empty where it does not tell one."""
    parts = _split(entry)
    if parts is None or parts.scheme not in ("http", "https"):
        raise UsageError(f"neither an id of an act nor an address: {entry!r}", "", "ids look like P1700000690")
    if parts.netloc.lower() not in _HOSTS:
        raise UsageError(f"not an address that acts are fetched from: {entry}", "", f"use one of {', '.join(_HOSTS)}")
    page, answer = _PAGE.fullmatch(parts.path), _ANSWER.fullmatch(parts.path)
    found = page or answer
    if not found or find_id(found["act"]) != found["act"]:
        raise UsageError(f"no act at this address: {entry}", "", "those of acts end in /rus/docs/ID")
    spelt = {code: language for language, code in LANGUAGES.items()}
    site = _HOSTS[parts.netloc.lower()]
    if not page:
        told = _ANSWER_LANGUAGE.search(parts.query)
        return Wanted(found["act"], spelt[told[1]] if told else "", site=site)
    version = "-".join((page["year"], page["month"], page["day"])) if page["year"] else None
    return Wanted(page["act"], spelt[page["language"]], version, bool(page["archive"]), site)


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None
