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
_INITIAL = re.compile(r"\w\.")
_NUMBERED = re.compile(r"^\s*\d+(?:-\d+)?[.)]\s")


@dataclass(frozen=True)
class TenureMention:
    """A person and a post; offsets are the document's and enclose the names of both.

    `person`, `post` and `body` are in the nominative where declension can be undone; `body` is named inside the post or
    beside it. `since` and `until` are days the passage states. `event`: appointed, dismissed, retained, holds.
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
        known = (each for each in kept if mention.event in (each.event, "holds"))
        if not any(same_person(each.person, mention.person) and _same_post(each, mention) for each in known):
            kept.append(mention)
    return sorted(kept, key=lambda each: each.start)


def _in_passage(passage: Passage, marked: Marked, grammar: Grammar) -> Iterator[TenureMention]:
    last: TenureMention | None = None
    for sentence in marked.sentences():
        taken: set[int] = set()
        if last and (pronoun := grammar.search("tenure_pronoun", marked.text[slice(*sentence)])):
            rule, match = pronoun
            taken.add(sentence[0] + match.start("post"))
            yield _again(passage, marked, grammar, last, rule, sentence[0] + match.start("post"))
        for rule in grammar.of("tenure"):
            for match in rule.regex.finditer(marked.text, *sentence):
                if match.start("post") in taken and "again" not in rule.sets:
                    continue
                taken.add(match.start("post"))
                if rule.sets["event"] == "none" or not _says_it(marked, grammar, match, rule):
                    continue
                tenure = _tenure(passage, marked, grammar, match, rule, sentence)
                yield tenure
                last = tenure
                if tenure.event != "holds":
                    yield from _also(passage, marked, grammar, tenure, (match.end(), sentence[1]), taken)


def _says_it(marked: Marked, grammar: Grammar, match: re.Match[str], rule: Rule) -> bool:
    """Tell whether a match says anything of tenure.

    A surname beside a post adds nothing, «speaker» alone is no post, a name in another case than the post is not its
    holder's.
    """
    if rule.sets["event"] != "holds":
        return True
    post, person = marked.chunk_at(match.start("post")).text, marked.chunk_at(match.start("person")).text
    if not _NAME_PARTED.search(person) or grammar.search("bare_role", fold(nominative_post(post, grammar))):
        return False
    return agrees(person, grammar, _cases(post, grammar, rule))


def _cases(post: str, grammar: Grammar, rule: Rule) -> frozenset[str]:
    """Give the cases a person's name stands in: those the rule says, else those of the post beside it."""
    return frozenset(rule.sets["cases"]) if "cases" in rule.sets else cases_of(post, grammar)


def _also(
    passage: Passage, marked: Marked, grammar: Grammar, main: TenureMention, rest: tuple[int, int], taken: set[int]
) -> Iterator[TenureMention]:
    """What a sentence goes on to say of the same person: relieved of one post, keeping another."""
    for rule in grammar.of("tenure_also"):
        more = rule.regex.search(marked.text[rest[0] : rest[1]])
        if more is None or (place := rest[0] + more.start("post")) in taken:
            continue
        taken.add(place)
        yield _again(passage, marked, grammar, main, rule, place)


def _again(
    passage: Passage, marked: Marked, grammar: Grammar, main: TenureMention, rule: Rule, place: int
) -> TenureMention:
    """Say another thing of the person of a tenure: the post is the one marked at a place."""
    event, chunk = str(rule.sets["event"]), marked.chunk_at(place)
    post = _post(chunk, grammar)
    return replace(
        main,
        event=event,
        post=post,
        body=_body(post, grammar),
        since=main.until if event == "appointed" else None,
        until=main.since if event == "dismissed" else None,
        replaces=None,
        end=passage.start + chunk.end,
        rule=rule.id,
    )


def _in_list(passage: Passage, marked: Marked, grammar: Grammar, intro: Rule) -> Iterator[TenureMention]:
    """Read a line below «Appoint:» or «Relieve:»."""
    if found := grammar.search("tenure_item", marked.text):
        rule, match = found
        if _INITIAL.match(marked.chunk_at(match.start("person")).text):
            return  # the signature below the list: those appointed are named in full
        whole = (0, len(marked.text))
        tenure = replace(_tenure(passage, marked, grammar, match, intro, whole), rule=rule.id)
        yield tenure
        yield from _also(passage, marked, grammar, tenure, (match.end(), whole[1]), {match.start("post")})


def _tenure(
    passage: Passage, marked: Marked, grammar: Grammar, match: re.Match[str], rule: Rule, sentence: tuple[int, int]
) -> TenureMention:
    chunk, person = marked.chunk_at(match.start("post")), marked.chunk_at(match.start("person"))
    event, post = str(rule.sets["event"]), _post(chunk, grammar)
    first, last = marked.original(sentence[0]), marked.original(sentence[1])
    dates = find_dates(passage.folded[first:last], grammar) if event != "holds" else []
    day = dates[0].value if dates else None
    body = _body(post, grammar)
    if body is None and grammar.search("generic_post", fold(post)):
        body = next((each.text for each in marked.chunks_in(*sentence) if each.kind == "body"), None)
    return TenureMention(
        person=nominative(person.text, grammar, _cases(chunk.text, grammar, rule)),
        person_written=person.text,
        event=event,
        post=post,
        body=body,
        since=day if event == "appointed" else None,
        until=day if event == "dismissed" else None,
        replaces=_replaced(marked, grammar, match.end(), sentence[1]) if event == "appointed" else None,
        start=passage.start + min(chunk.start, person.start),
        end=passage.start + max(chunk.end, person.end),
        rule=rule.id,
    )


def _replaced(marked: Marked, grammar: Grammar, start: int, end: int) -> str | None:
    for rule in grammar.of("tenure_replaces"):
        if match := rule.regex.search(marked.text, start, end):
            person = marked.chunk_at(match.start("person")).text
            return nominative(person, grammar, frozenset(rule.sets.get("cases", ())))
    return None


def _post(chunk: Chunk, grammar: Grammar) -> str:
    return " ".join(nominative_post(chunk.text, grammar).split())


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
    words: list[str] = _WORD.findall(text)
    if text.rstrip().endswith((".", ";")) or len(words) < 5:
        return False
    return sum(word[0].isupper() for word in words) > 0.9 * len(words)


def _full_name(person: str, named: Sequence[str]) -> str:
    if " " in person:
        return person
    full = {name for name in named if " " in name and person.casefold() in name.casefold().split()}
    return full.pop() if len(full) == 1 else person


def _post_parts(mention: TenureMention) -> tuple[list[frozenset[str]], frozenset[str]]:
    """Give the words of each office of a post ("Deputy Prime Minister – Minister of Finance" is two), and of rank."""
    words = load_grammar(mention.rule.partition(".")[0]).words
    known: dict[str, str] = words.get("same_post", {})
    filler, rank = frozenset(words.get("post_filler", ())), frozenset(words.get("post_rank", ()))
    parts = _DASH.split(fold(mention.post).casefold())
    offices = [" ".join(_POST_WORD.findall(part)).removeprefix("the ") for part in parts]
    return [frozenset(known.get(office, office).split()) - filler for office in offices], rank


def _same_post(one: TenureMention, other: TenureMention) -> bool:
    (mine, rank), (theirs, _) = _post_parts(one), _post_parts(other)
    return any((a <= b or b <= a) and not (a ^ b) & rank for a in mine for b in theirs)
