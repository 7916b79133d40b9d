"""Find who was appointed to a post, dismissed from it, kept it, or is said to hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from remit.loaders.chunks import Chunk, Marked, mark, shape
from remit.loaders.dates import find_dates
from remit.loaders.document import Passage
from remit.loaders.grammar import Grammar, Rule
from remit.loaders.persons import (
    agrees,
    cases_of,
    nominative,
    nominative_body,
    nominative_post,
    singular_post,
)
from remit.loaders.tenure_mentions import TenureMention, distinct_tenures, full_name
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold

_WORD = re.compile(r"\w{4,}")
_NAME_PARTED = re.compile(r"\w[\s.]+\w")
_INITIAL = re.compile(r"\w\.")
_POINT = re.compile(r"^\s*\d+(?:-\d+)?\.\s")


@dataclass(frozen=True)
class _Listing:
    """What stands above a list of persons: the rule that read it, the post it names for all, whether it is a point."""

    rule: Rule
    post: Chunk | None
    point: bool

    def ends_at(self, text: str) -> bool:
        """Tell whether a line is the next point, not an item of this list."""
        return self.point and _POINT.match(text) is not None


def find_tenures(
    passages: Sequence[Passage], grammar: Grammar, published: PartialDate | None = None, *, holds: bool = True
) -> list[TenureMention]:
    """Find the tenures that running text states, in order, repeats included (see `tenure_mentions`).

    In an act, where signatures and clauses on control name posts and persons without stating anything of them, ask with
    `holds=False` for appointments, dismissals and retentions only.
    """
    found: list[TenureMention] = []
    listing: _Listing | None = None
    title_post: str | None = None
    for passage in passages:
        if passage.language != grammar.language or _all_capitalised(passage.text):
            continue
        marked = mark(passage.folded, passage.text, grammar)
        title_post = title_post or _title_post(marked, grammar)
        here = list(_in_passage(passage, marked, grammar, found))
        if listing and not listing.ends_at(passage.text):
            items = list(_in_list(passage, marked, grammar, listing))
            listing = listing if items or here else None
            here = items or here
        else:
            listing = None
        listing = _listing(marked, grammar) or listing
        for mention in here:
            if mention.event == "appointed" and title_post and grammar.search("generic_post", fold(mention.post)):
                mention = replace(mention, post=title_post, body=_body(title_post, grammar) or mention.body)
            found.append(mention)
    full = [mention.person for mention in found]
    named = [replace(mention, person=full_name(mention.person, full)) for mention in found]
    return [each for each in named if holds or each.event != "holds"]


def _in_passage(
    passage: Passage, marked: Marked, grammar: Grammar, told: Sequence[TenureMention]
) -> Iterator[TenureMention]:
    """Give what a passage says; `told` is what the passages above it said."""
    before: list[TenureMention] = []
    filled = [each for each in told if each.event == "appointed"]
    above: tuple[int, int] | None = None
    for sentence in marked.sentences():
        taken: set[int] = set()
        said = list(_of_the_same(passage, marked, grammar, before, filled, above, sentence, taken))
        for rule in grammar.of("tenure"):
            for match in rule.regex.finditer(marked.text, *sentence):
                if match.start("post") in taken and "again" not in rule.sets:
                    continue
                taken |= {match.start("post"), match.start("giver") if "giver" in rule.regex.groupindex else -1}
                if rule.sets["event"] == "none" or not _says_it(marked, grammar, match, rule):
                    continue
                for person in _persons(marked, match):
                    tenure = _tenure(passage, marked, grammar, match, person, rule, sentence)
                    said.append(tenure)
                    if tenure.event != "holds":
                        said += _also(passage, marked, grammar, tenure, (match.end(), sentence[1]), taken)
        said = _of_their_own(passage, marked, grammar, said, sentence)
        yield from said
        before, above = said or before, sentence
        filled += [each for each in said if each.event == "appointed"]


def _vacant(marked: Marked, grammar: Grammar, sentence: tuple[int, int] | None) -> Chunk | None:
    """Give the post that a sentence leaves to be filled: the one it calls new, or the only one it names."""
    if sentence is None:
        return None
    if new := grammar.search("title_post", marked.text[slice(*sentence)]):
        return marked.chunk_at(sentence[0] + new[1].start("post"))
    posts = [chunk for chunk in marked.chunks_in(*sentence) if chunk.kind == "post"]
    return posts[0] if len(posts) == 1 else None


def _of_their_own(
    passage: Passage, marked: Marked, grammar: Grammar, said: list[TenureMention], sentence: tuple[int, int]
) -> list[TenureMention]:
    """Read what is said of holders and the posts they are named with: «Minister … and Chairman … left their posts»."""
    for rule in grammar.of("tenure_own"):
        for match in rule.regex.finditer(marked.text, *sentence):
            first, last = (passage.start + marked.original(place) for place in match.span("pairs"))
            dates = find_dates(passage.folded[marked.original(sentence[0]) : marked.original(sentence[1])], grammar)
            event, day = str(rule.sets["event"]), dates[0].value if dates else None
            until = day if event == "dismissed" else None
            said = [
                replace(each, event=event, until=until, rule=rule.id)
                if each.event == "holds" and first <= each.start < last
                else each
                for each in said
            ]
    return said


def _persons(marked: Marked, match: re.Match[str]) -> list[Chunk]:
    """Give the persons a rule speaks of: one, or all of a list."""
    stretch = match.span("persons" if "persons" in match.re.groupindex else "person")
    return [chunk for chunk in marked.chunks_in(*stretch) if chunk.kind == "person"]


def _of_the_same(
    passage: Passage,
    marked: Marked,
    grammar: Grammar,
    before: list[TenureMention],
    filled: list[TenureMention],
    above: tuple[int, int] | None,
    sentence: tuple[int, int],
    taken: set[int],
) -> Iterator[TenureMention]:
    """What a sentence says of the person or the post of the one before it, where that one named only one.

    A predecessor is also told of further below, where only one post was `filled`.
    «He was relieved of the post of …», «Her predecessor, …, was dismissed», «… a new chairman. It is now …».
    """
    found = grammar.search("tenure_pronoun", marked.text[slice(*sentence)])
    if found is None:
        return
    rule, match = found
    groups = rule.regex.groupindex
    if "post" in groups:
        if len({each.person for each in before}) == 1:
            place = sentence[0] + match.start("post")
            taken.add(place)
            yield _again(passage, marked, grammar, before[-1], rule, place)
        return
    person = marked.chunk_at(sentence[0] + match.start("person"))
    same = [each for each in before if each.event == "appointed"] or filled
    same = distinct_tenures(same) if rule.sets["event"] == "dismissed" else []
    if len({each.post for each in same}) == 1:
        post, body = same[-1].post, same[-1].body
    elif rule.sets["event"] == "appointed" and (chunk := _vacant(marked, grammar, above)):
        post = _post(chunk, grammar)
        body = _body(post, grammar)
    else:
        return
    name = nominative(person.text, grammar, frozenset(rule.sets.get("cases", ())))
    yield TenureMention(
        person=name,
        person_written=person.text,
        event=str(rule.sets["event"]),
        post=post,
        body=body,
        since=None,
        until=None,
        replaces=None,
        start=passage.start + person.start,
        end=passage.start + person.end,
        rule=rule.id,
    )


def _says_it(marked: Marked, grammar: Grammar, match: re.Match[str], rule: Rule) -> bool:
    """Tell whether a match says anything of tenure.

    A surname beside a post adds nothing, «speaker» alone is no post, a name in another case than the post is not its
    holder's.
    """
    if rule.sets["event"] != "holds":
        return True
    post, person = marked.chunk_at(match.start("post")), _persons(marked, match)[0].text
    said = fold(_post(post, grammar))
    if not _NAME_PARTED.search(person) or grammar.search("bare_role", said) or grammar.search("former_post", said):
        return False
    return agrees(person, grammar, _cases(post.text, grammar, rule))


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
        start=min(main.start, passage.start + chunk.start),
        end=max(main.end, passage.start + chunk.end),
        rule=rule.id,
    )


def _listing(marked: Marked, grammar: Grammar) -> _Listing | None:
    """Read a line that opens a list of persons: «Appoint:», «Appoint as judges:»."""
    if found := grammar.search("tenure_list", marked.text):
        rule, match = found
        named = "post" in rule.regex.groupindex and match["post"]
        post = marked.chunk_at(match.start("post")) if named else None
        return _Listing(rule, post, _POINT.match(marked.text) is not None)
    return None


def _in_list(passage: Passage, marked: Marked, grammar: Grammar, listing: _Listing) -> Iterator[TenureMention]:
    """Read a line below «Appoint:» or «Relieve:»."""
    found = grammar.search("tenure_item", marked.text)
    if found is None and listing.post:
        found = grammar.search("tenure_item_bare", marked.text)
    if found is None:
        return
    rule, match = found
    person = marked.chunk_at(match.start("person"))
    if _INITIAL.match(person.text):
        return  # the signature below the list: those appointed are named in full
    whole = (0, len(marked.text))
    named = "post" in rule.regex.groupindex
    if named:
        tenure = _tenure(passage, marked, grammar, match, person, listing.rule, whole)
    else:
        tenure = _listed(passage, marked, grammar, match, listing)
    yield replace(tenure, rule=rule.id)
    taken = {match.start("post")} if named else set()
    yield from _also(passage, marked, grammar, tenure, (match.end(), whole[1]), taken)


def _listed(
    passage: Passage, marked: Marked, grammar: Grammar, match: re.Match[str], listing: _Listing
) -> TenureMention:
    """Read a line that gives only a person, or the body and a person, below a line that names the post of all."""
    assert listing.post
    person = marked.chunk_at(match.start("person"))
    post, event, of = _post(listing.post, grammar), str(listing.rule.sets["event"]), match.groupdict().get("of")
    if of:
        place = slice(marked.original(match.start("of")), marked.original(match.end("of")))
        post = " ".join((str(grammar.words["post_of"]).format(post=post, body=marked.source[place])).split())
    return TenureMention(
        person=nominative(person.text, grammar, frozenset(listing.rule.sets.get("cases", ()))),
        person_written=person.text,
        event=event,
        post=post,
        body=_body(post, grammar),
        since=None,
        until=None,
        replaces=None,
        start=passage.start + (marked.original(match.start("of")) if of else person.start),
        end=passage.start + person.end,
        rule=listing.rule.id,
    )


def _tenure(
    passage: Passage,
    marked: Marked,
    grammar: Grammar,
    match: re.Match[str],
    person: Chunk,
    rule: Rule,
    sentence: tuple[int, int],
) -> TenureMention:
    chunk, event = marked.chunk_at(match.start("post")), str(rule.sets["event"])
    acting = rule.sets.get("acting")
    post = str(acting).format(" ".join(chunk.text.split())) if acting else _post(chunk, grammar)
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
    """Name a post in the nominative; of several persons («the vice-ministers»), the post of each."""
    named = singular_post if chunk.kind == "posts" else nominative_post
    return " ".join(named(chunk.text, grammar).split())


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
