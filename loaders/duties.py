"""Find duties in the text of an act: who must do what by when, and who controls it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from remit.loaders.deadlines import find_deadlines
from remit.loaders.document import Block, Passage
from remit.loaders.executors import ExecutorMention
from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.parts import Part, grammar_of
from remit.loaders.points import Point, read_points, readable, walk
from remit.ontology.claims import Deadline

_EDGE = " \t\n,;.:–-"
_GOES_ON = (":", ";", ",", "–", "-")


@dataclass(frozen=True)
class DutyMention:
    """A duty of an act: its words, its place, who bears it and how, and by when."""

    title: str
    start: int
    end: int
    locator: str
    number: str | None
    bearers: tuple[ExecutorMention, ...]
    deadline_text: str | None
    deadlines: tuple[Deadline, ...]
    rule: str


@dataclass
class _Clause:
    """A point's own text, or one entry of the list below it, with the unnumbered lines that go on with it."""

    number: str | None
    passages: list[Passage]
    locator: str = ""
    above: _Clause | None = None  # the subpoint it is a paragraph of («внести в Правительство:»)

    @property
    def end(self) -> int:
        last = self.passages[-1]
        return last.start + len(last.text.rstrip())

    @property
    def open(self) -> bool:
        return self.passages[-1].text.rstrip().endswith(_GOES_ON)


@dataclass
class _Article:
    """A point as the act enacts it: its head and the entries of its list."""

    head: _Clause
    entries: list[_Clause] = field(default_factory=list)

    @property
    def last(self) -> _Clause:
        return self.entries[-1] if self.entries else self.head


@dataclass(frozen=True)
class _Subject:
    """Who a clause lays a duty on; `end` is where its first passage goes on with the duty itself."""

    bearers: tuple[ExecutorMention, ...]
    rule: str
    end: int


def find_duties(part: Part) -> list[DutyMention]:
    """Read the duties that the points of an act lay on somebody named.

    Points without a bearer ("the plan shall be approved") are the act's own doing and no duty; nor is anything said
    inside a quoted wording that the act gives to another act.
    """
    duties = [duty for article in _articles(part) for duty in _duties(article)]
    return sorted([*duties, *_kept_controls(part)], key=lambda duty: duty.start)


def _kept_controls(part: Part) -> Iterator[DutyMention]:
    """Give the control that who signs the act keeps («оставляю за собой»): it is borne by the post in the signature."""
    for point in read_points(part):
        passage, grammar = point.passage, load_grammar(point.passage.language)
        found = grammar.search("duty_control_own", readable(passage))
        signatory = _signatory(part, point.end) if found else None
        if found and signatory:
            end = passage.start + len(passage.text.rstrip())
            title = " ".join(passage.text.split())
            place = (title, passage.start, end, point.locator, point.number)
            bearer = replace(signatory, mode=str(found[0].sets["mode"]))
            yield DutyMention(*place, (bearer,), None, (), found[0].id)


def _signatory(part: Part, after: int) -> ExecutorMention | None:
    """Find the post of who signs, below a place of the act."""
    for block in part.blocks:
        if block.start < after:
            continue
        for passage in block.cells[0].passages(block.language) if block.kind == "pair" else [block.passage]:
            if found := grammar_of(block).search("duty_signatory", readable(passage)):
                return _mention(passage, *found[1].span("bearer"), "execute")
    return None


def _articles(part: Part) -> Iterator[_Article]:
    """Group the points with the lines below them; without numbers, each line after the enacting words is a point."""
    article: _Article | None = None
    enacted = False
    for point in read_points(replace(part, blocks=list(own_words(part.blocks)))):
        if point.number is not None or article is None or not article.last.open:
            if article:
                yield article
            head = _Clause(point.number, [point.passage], point.locator if point.number else "")
            article = _Article(head) if point.number or enacted else None
            enacted = enacted or any(grammar_of(block).search("enacting", block.folded) for block in point.blocks)
        elif article.entries and article.last.number:
            article.last.passages.append(point.passage)
        else:
            article.entries.append(_Clause(None, [point.passage], point.locator))
        if article:
            article.entries += [clause for sub in point.subpoints for clause in _clauses(sub)]
    if article:
        yield article


def _clauses(point: Point) -> list[_Clause]:
    """Give a subpoint as a clause, or as one for each paragraph where these are to be done with different others."""
    grammar = load_grammar(point.passage.language)
    above = _Clause(point.number, [point.passage], point.locator)
    joint = any(grammar.search("duty_joint", readable(sub.passage)) for sub in point.subpoints)
    if not joint or not point.passage.text.rstrip().endswith(":"):
        return [_clause(point)]
    return [replace(_clause(sub), above=above) for sub in point.subpoints]


def _clause(point: Point) -> _Clause:
    return _Clause(point.number, [point.passage, *(sub.passage for sub, _, _ in walk(point.subpoints))], point.locator)


def own_words(blocks: list[Block]) -> Iterator[Block]:
    """Leave out wordings that an act gives to another: from a line that opens a quotation to one that ends it."""
    quoted = False
    above = ""
    for block in blocks:
        text = block.text.strip()
        opens = text.startswith("«") and above.endswith((":", ";")) and text.count("«") > text.count("»")
        if not quoted and not opens:
            yield block
        quoted = (quoted or opens) and not text.rstrip(".,;").endswith("»")
        above = text


def _duties(article: _Article) -> Iterator[DutyMention]:
    head = article.head.passages[0]
    grammar = load_grammar(head.language)
    if control := _control(article.head, grammar):
        yield control
        return
    subject = _subject(head, grammar, article.entries)
    if subject is None:
        for entry in article.entries:
            own = _subject(entry.passages[0], grammar, [])
            if own and _acts(entry, grammar):
                yield _duty(entry, own, grammar, None, own.end)
        return
    head_acts = _acts(article.head, grammar)
    if not article.entries:
        if head_acts:
            yield _duty(article.head, subject, grammar, None, subject.end)
    elif head_acts or any(_acts(each, grammar) for entry in article.entries for each in (entry, entry.above) if each):
        subject = replace(subject, bearers=subject.bearers + _joint(head, grammar, subject.end))
        for entry in article.entries:
            yield _duty(entry, subject, grammar, head, 0)


def _acts(clause: _Clause, grammar: Grammar) -> bool:
    """Tell whether a clause has a verb of doing; verbs of things being done to an act do not count."""
    for passage in clause.passages:
        passive = {match.end() for _, match in grammar.find("duty_passive", readable(passage))}
        if any(match.end() not in passive for _, match in grammar.find("duty_action", readable(passage))):
            return True
    return False


def _control(clause: _Clause, grammar: Grammar) -> DutyMention | None:
    passage = clause.passages[0]
    found = grammar.search("duty_control", readable(passage))
    if found is None:
        return None
    rule, match = found
    bearers = tuple(_bearers(passage, *match.span("bearer"), str(rule.sets["mode"]), "duty_control_split"))
    end = passage.start + len(passage.text.rstrip())
    title = " ".join(passage.text.split())
    return DutyMention(title, passage.start, end, clause.locator, clause.number, bearers, None, (), rule.id)


def _mention(passage: Passage, start: int, end: int, mode: str) -> ExecutorMention:
    """Make a mention of a stretch, asides in brackets at its end left out; they may say "by agreement"."""
    grammar = load_grammar(passage.language)
    folded = passage.folded[start:end]
    aside = grammar.search("duty_aside", folded)
    agreed = aside is not None and grammar.search("by_agreement", aside[1][0]) is not None
    text = passage.text[start : start + aside[1].start()] if aside else passage.text[start:end]
    start += len(text) - len(text.lstrip(_EDGE))
    # A full stop closes initials («Ерманова К.С.») as well as the sentence.
    text = text.strip(_EDGE) + ("." if text.rstrip().endswith(".") and text.rstrip()[-2:-1].isupper() else "")
    return ExecutorMention(text, passage.start + start, passage.start + start + len(text), agreed, mode)


def _subject(passage: Passage, grammar: Grammar, entries: list[_Clause]) -> _Subject | None:
    """Find who a clause charges; a rule may ask for a verb that stands anywhere in the point («ұсынылсын»)."""
    whole = " ".join([readable(passage), *(readable(each) for entry in entries for each in entry.passages)])
    for rule in grammar.of("duty_subject"):
        verb = rule.sets.get("verb")
        if (match := rule.regex.search(readable(passage))) and (not verb or grammar.search(str(verb), whole)):
            return _Subject(tuple(_bearers(passage, *match.span("bearer"), "execute")), rule.id, match.end("bearer"))
    return None


def _joint(passage: Passage, grammar: Grammar, after: int = 0) -> tuple[ExecutorMention, ...]:
    """Give those together with whom a duty is to be done («совместно с», «бірлесіп»)."""
    passage = Passage(passage.text[after:], passage.start + after, passage.language)
    return tuple(
        bearer
        for _, match in grammar.find("duty_joint", readable(passage))
        for bearer in _bearers(passage, *match.span("bearer"), "co-execute")
    )


def _bearers(
    passage: Passage, start: int, end: int, mode: str, split: str = "duty_subject_split"
) -> Iterator[ExecutorMention]:
    grammar = load_grammar(passage.language)
    cuts = [start]
    for _, cut in grammar.find(split, passage.folded[start:end]):
        # «Центральным и местным органам»: before the first noun there is nobody yet.
        above = passage.folded[cuts[-1] : start + cut.start()]
        if split == "duty_control_split" or grammar.search("duty_bearer_noun", above):
            cuts += [start + cut.start(), start + cut.end()]
    cuts.append(end)
    for span in zip(cuts[::2], cuts[1::2], strict=True):
        yield _mention(passage, *span, mode)


def _duty(clause: _Clause, subject: _Subject, grammar: Grammar, head: Passage | None, after: int) -> DutyMention:
    """Make the duty of a clause; from the head of its list it inherits the verb it lacks and the deadline."""
    first = clause.passages[0]
    bearers = subject.bearers
    for passage in clause.passages:
        bearers += _joint(passage, grammar, after if passage is first else 0)
    text, deadlines = next(filter(None, (_deadline(each, grammar) for each in clause.passages)), (None, ()))
    words = [first.text[after:], *(passage.text for passage in clause.passages[1:])]
    if head:
        above = clause.above.passages if clause.above else []
        if not _acts(clause, grammar):
            words = [above[0].text if above else _lead(head, grammar), *words]
        inherited = (_deadline(each, grammar) for each in (*above, head))
        text, deadlines = (text, deadlines) if text else next(filter(None, inherited), (None, ()))
    title = " ".join(" ".join(words).split()).strip(_EDGE)
    place = (title, first.start, clause.end, clause.locator, clause.number)
    return DutyMention(*place, bearers, text, deadlines, subject.rule)


def _lead(head: Passage, grammar: Grammar) -> str:
    """Give the verb that the head of a list has for all its entries («обеспечить:»), if it ends in one."""
    verbs = [match for _, match in grammar.find("duty_action", readable(head))]
    return head.text[verbs[-1].start() :].rstrip(" :\n") if verbs else ""


def _deadline(passage: Passage, grammar: Grammar) -> tuple[str, tuple[Deadline, ...]] | None:
    found = grammar.search("duty_deadline", readable(passage))
    if found is None:
        return None
    text = " ".join(passage.text[found[1].start() : found[1].end()].split()).strip(_EDGE)
    deadlines = tuple(find_deadlines(text, grammar))
    return text, deadlines or (Deadline(text, "relative", reason="counts from an event whose day is not stated"),)
