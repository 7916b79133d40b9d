"""Find who was appointed to a post, dismissed from it, kept it, or is said to hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from remit.loaders.chunks import Chunk, Marked, mark, shape
from remit.loaders.dates import find_dates
from remit.loaders.document import Passage
from remit.loaders.grammar import Grammar, Rule, load_grammar
from remit.loaders.persons import agrees, cases_of, nominative, nominative_body, nominative_post, same_person
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold

_WORD = re.compile(r"\w{4,}")
_POST_WORD = re.compile(r"[\w’-]+")
_DASH = re.compile(r"\s[-–]\s|/")
_NAME_PARTED = re.compile(r"\w[\s.]+\w")
_NUMBERED = re.compile(r"^\s*\d+(?:-\d+)?[.)]\s")


@dataclass(frozen=True)
class TenureMention:
    """A person and a post; offsets are the document's and enclose the names of both.

    `person` and `post` are in the nominative where declension can be undone; `body` is named inside the post or beside it.
    `since` and `until` are days the passage states. `event`: appointed, dismissed, retained, holds.
    """

    person: str
    person_written: str
    event: str
    post: str
    body: str | None
    since: PartialDate | None
    until: PartialDate | None
    replaces: str | None
    start: int
    end: int
    rule: str


def find_tenures(
    passages: Sequence[Passage], grammar: Grammar, published: PartialDate | None = None, *, holds: bool = True
) -> list[TenureMention]:
    """Find the tenures that running text states, in order, repeats included (see `distinct_tenures`).

    In an act, where signatures and clauses on control name posts and persons without stating anything of them, ask with
    `holds=False` for appointments, dismissals and retentions only.
    """
    found: list[TenureMention] = []
    listing: Rule | None = None
    title_post: str | None = None
    for passage in passages:
        if passage.language != grammar.language or _all_capitalised(passage.text):
            continue
        marked = mark(passage.folded, passage.text, grammar)
        title_post = title_post or _title_post(marked, grammar)
        here = list(_in_passage(passage, marked, grammar))
        if listing and not _NUMBERED.match(passage.text):
            items = list(_in_list(passage, marked, grammar, listing))
            listing = listing if items or here else None
            here = items or here
        elif _NUMBERED.match(passage.text) or here:
            listing = None
        if intro := grammar.search("tenure_list", marked.text):
            listing = intro[0]
        for mention in here:
            if mention.event == "appointed" and title_post and grammar.search("generic_post", fold(mention.post)):
                mention = replace(mention, post=title_post, body=_body(title_post, grammar) or mention.body)
            found.append(mention)
    full = [mention.person for mention in found]
    named = [replace(mention, person=_full_name(mention.person, full)) for mention in found]
    return [each for each in named if holds or each.event != "holds"]


def distinct_tenures(mentions: Sequence[TenureMention]) -> list[TenureMention]:
    """Keep one mention for each person, post and event of a document: the one that says most of the post.

    A post held is left out where an event says the same of the person and the post.
    """
    kept: list[TenureMention] = []
    for mention in sorted(mentions, key=lambda each: (each.event == "holds", -len(each.post), each.start)):
        known = (each for each in kept if mention.event in (each.event, "holds") and same_person(each.person, mention.person))
        if not any(_same_post(each, mention) for each in known):
            kept.append(mention)
    return sorted(kept, key=lambda each: each.start)


def _in_passage(passage: Passage, marked: Marked, grammar: Grammar) -> Iterator[TenureMention]:
    for start, end in marked.sentences():
        taken: set[int] = set()
        for rule in grammar.of("tenure"):
            for match in rule.regex.finditer(marked.text, start, end):
                if match.start("post") in taken:
                    continue
                taken.add(match.start("post"))
                if rule.sets["event"] == "none":
                    continue
                tenure = _tenure(passage, marked, grammar, match, rule, (start, end))
                if rule.sets["event"] == "holds" and not _says_holds(marked, grammar, match, tenure, rule):
                    continue
                yield tenure
                if rule.sets["event"] != "holds":
                    yield from _also(passage, marked, grammar, match, tenure, end, taken)


def _says_holds(marked: Marked, grammar: Grammar, match: re.Match[str], tenure: TenureMention, rule: Rule) -> bool:
    """A surname alone adds nothing, «speaker» alone is no post, and a name in another case than the post is not its holder's."""
    cases = rule.sets.get("cases") or cases_of(marked.chunk_at(match.start("post")).text, grammar)
    if not _NAME_PARTED.search(tenure.person_written) or grammar.search("bare_role", fold(tenure.post)):
        return False
    return agrees(tenure.person_written, grammar, frozenset(cases))


def _also(
    passage: Passage, marked: Marked, grammar: Grammar, match: re.Match[str], main: TenureMention, end: int, taken: set[int]
) -> Iterator[TenureMention]:
    """What a sentence goes on to say of the same person: relieved of one post, keeping another."""
    rest = marked.text[match.end() : end]
    for rule in grammar.of("tenure_also"):
        if (more := rule.regex.search(rest)) and (place := match.end() + more.start("post")) not in taken:
            taken.add(place)
            post = marked.chunk_at(place)
            yield replace(
                main,
                event=str(rule.sets["event"]),
                **_post(post, grammar),
                since=None,
                until=main.since if rule.sets["event"] == "dismissed" else None,
                replaces=None,
                end=passage.start + post.end,
                rule=rule.id,
            )


def _in_list(passage: Passage, marked: Marked, grammar: Grammar, intro: Rule) -> Iterator[TenureMention]:
    """Read a line below «Appoint:» or «Relieve:»."""
    for rule in grammar.of("tenure_item"):
        if match := rule.regex.search(marked.text):
            tenure = _tenure(passage, marked, grammar, match, intro, (0, len(marked.text)))
            yield replace(tenure, rule=rule.id)
            yield from _also(passage, marked, grammar, match, tenure, len(marked.text), {match.start("post")})
            return


def _post(chunk: Chunk, grammar: Grammar) -> dict[str, str | None]:
    post = " ".join(nominative_post(chunk.text, grammar).split())
    return {"post": post, "body": _body(post, grammar)}


def _tenure(
    passage: Passage, marked: Marked, grammar: Grammar, match: re.Match[str], rule: Rule, sentence: tuple[int, int]
) -> TenureMention:
    post, person = marked.chunk_at(match.start("post")), marked.chunk_at(match.start("person"))
    event, cases = str(rule.sets["event"]), rule.sets.get("cases")
    named = nominative(person.text, grammar, cases_of(post.text, grammar) if cases is None else frozenset(cases))
    first, last = marked.original(sentence[0]), marked.original(sentence[1])
    dates = find_dates(passage.folded[first:last], grammar) if event != "holds" else []
    day = dates[0].value if dates else None
    said = _post(post, grammar)
    if said["body"] is None and grammar.search("generic_post", fold(said["post"] or "")):
        said["body"] = next((each.text for each in marked.chunks_in(*sentence) if each.kind == "body"), None)
    return TenureMention(
        person=named,
        person_written=person.text,
        event=event,
        post=said["post"] or post.text,
        body=said["body"],
        since=day if event == "appointed" else None,
        until=day if event == "dismissed" else None,
        replaces=_replaced(marked, grammar, match.end(), sentence[1]) if event == "appointed" else None,
        start=passage.start + min(post.start, person.start),
        end=passage.start + max(post.end, person.end),
        rule=rule.id,
    )


def _replaced(marked: Marked, grammar: Grammar, start: int, end: int) -> str | None:
    for rule in grammar.of("tenure_replaces"):
        if match := rule.regex.search(marked.text, start, end):
            return nominative(marked.chunk_at(match.start("person")).text, grammar, frozenset(rule.sets.get("cases", ())))
    return None


def _body(post: str, grammar: Grammar) -> str | None:
    if grammar.search("bodiless_post", fold(post)):
        return None
    row = shape(fold(post), grammar)
    for rule in grammar.of("post_body"):
        if (match := rule.regex.search(row.text)) and (stretch := row.stretch(match, "body")):
            return nominative_body(post[row.tokens[stretch[0]].start : row.tokens[stretch[1] - 1].end], grammar)
    return None


def _title_post(marked: Marked, grammar: Grammar) -> str | None:
    """Give a post that a heading says to be newly filled without naming by whom."""
    found = grammar.search("title_post", marked.text)
    return marked.chunk_at(found[1].start("post")).text if found and len(marked.text) < 200 else None


def _all_capitalised(text: str) -> bool:
    """Tell a heading With Every Word Capitalised, in which names cannot be told from other words."""
    words = _WORD.findall(text)
    return not text.rstrip().endswith(".") and len(words) > 4 and sum(word[0].isupper() for word in words) > 0.9 * len(words)


def _full_name(person: str, named: Sequence[str]) -> str:
    if " " in person:
        return person
    full = {name for name in named if " " in name and person.casefold() in name.casefold().split()}
    return full.pop() if len(full) == 1 else person


def _post_parts(mention: TenureMention) -> tuple[list[frozenset[str]], frozenset[str]]:
    """Give the words of each office of a post ("Deputy Prime Minister – Minister of Finance" is two), and the words of rank."""
    words = load_grammar(mention.rule.partition(".")[0]).words
    known: dict[str, str] = words.get("same_post", {})
    filler, rank = frozenset(words.get("post_filler", ())), frozenset(words.get("post_rank", ()))
    offices = [" ".join(_POST_WORD.findall(part)).removeprefix("the ") for part in _DASH.split(fold(mention.post).casefold())]
    return [frozenset(known.get(office, office).split()) - filler for office in offices], rank


def _same_post(one: TenureMention, other: TenureMention) -> bool:
    (mine, rank), (theirs, _) = _post_parts(one), _post_parts(other)
    return any((a <= b or b <= a) and not (a ^ b) & rank for a in mine for b in theirs)
