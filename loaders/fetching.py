"""Acts from where they are published to a folder: what is there is not asked for again, one failure stops nothing."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from selectolax.lexbor import LexborHTMLParser

from remit.loaders.addresses import HTML, Address, Wanted, addresses, check_languages, engine_base, sites, wanted
from remit.loaders.fetched import Record, find, keep
from remit.loaders.politeness import Unavailable
from remit.loaders.readers import json
from remit.loaders.readers.adilet import find_act
from remit.loaders.web import Answer, Client
from remit.ontology.errors import RemitError, UnreadableDocument, UsageError

Outcome = Literal["fetched", "there", "failed"]


@dataclass(frozen=True)
class FetchReport:
    """What a fetch did: paths of the files that were fetched and that were there already; what failed, with why."""

    fetched: tuple[str, ...]
    there: tuple[str, ...]
    failures: tuple[tuple[str, RemitError], ...]
    seconds: float


def fetch(
    entries: Iterable[str],
    folder: Path,
    *,
    languages: Sequence[str] = (),
    engine: str | None = None,
    rate: float,
    refresh: bool = False,
    progress: Callable[[str, Outcome], None] | None = None,
    client: Client | None = None,
) -> FetchReport:
    """Get acts, named by id, address or `@file` with one of these a line, and put them into a folder.

    `rate` is the least time between requests to a site, in seconds; `engine` is the base of a mirror asked instead of
    the sites; `refresh` asks again for what is there. `progress` is told of each act; `client` is for callers with
    needs of their own. Raises `UsageError` for a list that cannot be read, languages or an engine that are none
    (before anything is asked), and a folder that cannot be written to.
    """
    started = time.monotonic()
    base = engine_base(engine) if engine else None
    acts, refused = _sorted_out(listed(entries), languages)
    outcomes: dict[Outcome, list[str]] = {"fetched": [], "there": []}
    failures: list[tuple[str, RemitError]] = list(refused)
    report = progress or (lambda name, outcome: None)
    with client or Client(sites(base), rate) as asked:
        for act in acts:
            try:
                path, outcome = _get(asked, act, folder, base, refresh)
            except Unavailable as error:
                failures.append((act.name, error))
                report(act.name, "failed")
            else:
                outcomes[outcome].append(path.as_posix())
                report(act.name, outcome)
    return FetchReport(
        tuple(outcomes["fetched"]), tuple(outcomes["there"]), tuple(failures), time.monotonic() - started
    )


def listed(entries: Iterable[str]) -> Iterator[str]:
    """Give the entries, those in a list for each `@file`; empty lines and such as begin with `#` say nothing.

    Raises `UsageError` for a file that cannot be read.
    """
    for entry in entries:
        if not entry.startswith("@"):
            yield entry
            continue
        try:
            lines = Path(entry[1:]).read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not in UTF-8"
            raise UsageError(f"cannot be read ({reason})", entry[1:], "name a list of ids and addresses") from error
        yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _sorted_out(entries: Iterable[str], languages: Sequence[str]) -> tuple[list[Wanted], list[tuple[str, RemitError]]]:
    """Give what is wanted, each once, and the entries that name no act."""
    check_languages(languages)
    acts: dict[str, Wanted] = {}
    refused: list[tuple[str, RemitError]] = []
    for entry in entries:
        try:
            for act in wanted(entry, languages):
                acts.setdefault(act.name, act)
        except UsageError as error:
            refused.append((entry, error))
    return list(acts.values()), refused


def _get(client: Client, act: Wanted, folder: Path, engine: str | None, refresh: bool) -> tuple[Path, Outcome]:
    """Get an act from the first address that has it; raise `Unavailable`, with what each answered, when none does."""
    held = find(folder, act.name)
    if held and not refresh:
        return held[0], "there"
    problems: list[Unavailable] = []
    for address in addresses(act, engine):
        etag = held[1].etag if held and held[1].url == address.url else None
        try:
            answer = client.get(address.url, etag)
            if held and etag and answer.status == 304:
                return held[0], "there"
            _check(answer, address)
        except Unavailable as error:
            problems.append(error)
            continue
        return keep(folder, act.name, answer.data, _record(act, address, answer)), "fetched"
    told = " | ".join(f"{problem.where}: {problem.what}" for problem in problems)
    raise Unavailable(told, f"{act.act} ({act.language})", problems[0].remedy)


def _check(answer: Answer, address: Address) -> None:
    """Raise `Unavailable` unless the answer holds the text of an act, to its end."""
    if answer.status in (404, 410):
        raise Unavailable("not there", answer.url, "check the id and the language")
    if answer.status != 200:
        raise Unavailable(f"answered {answer.status}", answer.url, "see it in a browser")
    if address.media_type == HTML:
        page = find_act(LexborHTMLParser(answer.data), address.url)
        if page is None or not page.article.text(strip=True):
            raise Unavailable("no text in this page", answer.url, "see it in a browser")
        if b"</article" not in answer.data.lower():
            raise Unavailable("the page breaks off", answer.url, "try again later")
        return
    try:
        json.read(answer.data, answer.url)
    except UnreadableDocument as error:
        raise Unavailable(error.what, answer.url, "see it in a browser") from error


def _record(act: Wanted, address: Address, answer: Answer) -> Record:
    return Record(
        act=act.act,
        language=act.language,
        version=act.version,
        url=answer.url,
        retrieved=datetime.now(UTC).replace(microsecond=0),
        status=answer.status,
        media_type=address.media_type,
        sha256=hashlib.sha256(answer.data).hexdigest(),
        etag=answer.etag,
    )
