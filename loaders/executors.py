"""Split a cell of executors into the bodies it names, whether or not anything parts them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from remit.loaders.document import Cell
from remit.loaders.grammar import Grammar
from remit.loaders.hyphens import places, unbroken
from remit.ontology.letters import fold

Matcher = Callable[[str, int], int]
"""Given a folded text and a position, the end of the longest known name that begins there, or 0."""

_LETTERS = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_SLASH = rf"(?:(?<=[{_LETTERS}]{{2}})|(?<=[a-z][{_LETTERS}]))/(?=[{_LETTERS}][a-z]?[{_LETTERS}])"  # «МЭ/МФ», "MoE/MoF"
_ORDINAL = r"\d{1,2}[).]\s+(?=[^\W\d_])"
_SEPARATOR = re.compile(rf"\s*[,;\n]\s*(?:{_ORDINAL})?|^{_ORDINAL}|\s+[/+]\s+|{_SLASH}|\s+[–-]\s+(?=$)")
_QUOTED = re.compile(r"[«“\"](?:[^«»“”\"]{1,160}[«“])?[^«»“”\"]{1,160}[»”\"](?:[^«»“”\",;()\n]{0,60}[»”\"]){0,2}")
_WORD = re.compile(rf"(?:(?!{_SLASH})[^\s,;()«»“”\"])+")
_ACRONYM = re.compile(rf"(?=\S*[{_LETTERS}]{{2}})[{_LETTERS}][\w-]*$")
_GAP = re.compile(r"[^\S\n]+")
_EDGE = " \t\n,;.:–-"
_CLOSING = '»”"'


@dataclass(frozen=True)
class ExecutorMention:
    """One executor: its words, where they stand in the document, and what is said of it."""

    text: str
    start: int
    end: int
    by_agreement: bool = False
    mode: str = "execute"


@dataclass(frozen=True)
class _Atom:
    kind: str  # name, word, separator, line, agreement, lead, joint, joined, and, alias, label
    start: int
    end: int
    mode: str = ""  # that of those named behind a label


_END = _Atom("end", -1, -1)


def find_executors(cell: Cell, grammar: Grammar, known: Matcher) -> list[ExecutorMention]:
    """Give the executors a cell names, in order.

    A mention ends at a comma, semicolon or line end, at "(by agreement)", and, in a cell that has no commas, where one
    complete name ends and another word with a capital begins. Only a mark («свод», «созыв») makes a lead.
    """
    whole, standing = unbroken(cell.text), places(cell.text)
    folded = fold(whole)
    atoms = list(_atoms(folded, grammar, known))
    parted = any(atom.kind == "separator" and "," in folded[atom.start : atom.end] for atom in atoms)
    found: list[ExecutorMention] = []
    mode, open_atoms = "execute", list[_Atom]()

    def close() -> None:
        if not open_atoms:
            return
        start, end = open_atoms[0].start, open_atoms[-1].end
        if whole[end : end + 1] == ")" and whole.count("(", start, end) > whole.count(")", start, end):
            end += 1
        text = " ".join(whole[start:end].split()).strip(_EDGE)
        span = cell.locate(standing[start], standing[end - 1] + 1)
        if text and any(letter.isalpha() for letter in text):
            place = (span.start, span.end) if span else (cell.start, cell.spans[0].end)
            found.append(ExecutorMention(text, *place, mode=mode))
        open_atoms.clear()

    for atom, following in pairwise((*atoms, _END)):
        if atom.kind == "alias":
            continue
        if atom.kind in ("and", "line"):
            if open_atoms and _parts(folded, open_atoms[-1], following, grammar):
                atom = replace(atom, kind="separator")
            elif atom.kind == "line":
                continue
        if atom.kind in ("separator", "agreement", "lead", "joint", "joined", "label"):
            close()
            if mode == "lead" and found and found[-1].mode == "lead":
                mode = "co-execute"  # one leads, whoever is named behind it has a part
            mode = atom.mode or mode
            if atom.kind == "agreement" and found:
                found[-1] = replace(found[-1], by_agreement=True)
            elif atom.kind == "lead" and found:
                agreed = found[-1].by_agreement or _agreed(folded[atom.start : atom.end], grammar)
                found[-1] = replace(found[-1], mode="lead", by_agreement=agreed)
                mode = "co-execute"
            elif atom.kind == "joint":
                mode = "co-execute"
            elif atom.kind == "joined" and found:
                found[-1] = replace(found[-1], mode="co-execute")
            continue
        if open_atoms and _begins_another(open_atoms, atom, folded, parted, grammar):
            close()
        open_atoms.append(atom)
    close()
    return found


def _parts(folded: str, above: _Atom, below: _Atom, grammar: Grammar) -> bool:
    """Tell whether «и» or the end of a line parts two executors: what stands above is a whole name."""
    if above.kind != "name" or below.kind not in ("name", "word"):
        return False
    name = folded[above.start : above.end]
    whole = _ACRONYM.match(name) or grammar.search("executor_whole", name)
    return below.kind == "name" or whole is not None


def _agreed(bracket: str, grammar: Grammar) -> bool:
    """Tell agreement stated in one bracket with the lead («(свод, по согласованию)»)."""
    said = bracket.strip("() ").split(",")
    return any(grammar.search("by_agreement", f"({each.strip()})") for each in said)


def _begins_another(opened: list[_Atom], atom: _Atom, folded: str, parted: bool, grammar: Grammar) -> bool:
    above = opened[-1]
    if not parted and grammar.search("executor_beside", folded[opened[0].start : atom.end]):
        return True
    word = folded[atom.start : atom.end]
    prefix = grammar.search("executor_prefix", folded[above.start : above.end])
    aside = "(" in folded[above.end : atom.start]
    form = parted and folded[above.end - 1] in _CLOSING and grammar.search("executor_form_after", word)
    if above.kind != "name" or aside or prefix or form or grammar.search("executor_affix", word):
        return False
    if atom.kind == "name":
        return grammar.search("executor_unit", folded[above.start :]) is None
    return not parted and word[:1].isupper()


def _atoms(folded: str, grammar: Grammar, known: Matcher) -> Iterator[_Atom]:
    marks = {
        match.start(): _Atom(kind, match.start(), match.end(), str(rule.sets.get("mode", "")))
        for kind, rules in (
            ("agreement", "by_agreement"),
            ("lead", "executor_lead"),
            ("joint", "executor_joint"),
            ("joined", "executor_joined"),
            ("and", "executor_and"),
            ("alias", "executor_alias"),
            ("label", "executor_label"),
            ("name", "executor_class"),
        )
        for rule, match in grammar.find(rules, folded)
    }  # fmt: skip
    position = 0
    while position < len(folded):
        if mark := marks.get(position):
            yield mark
            position = mark.end
        elif separator := _SEPARATOR.match(folded, position):
            line_end = "\n" in separator[0] and not re.search("[,;]", separator[0])
            parts = not line_end or folded[separator.end() :][:1].isupper()
            yield _Atom("separator" if parts else "line", position, separator.end())
            position = separator.end()
        elif end := _name_end(folded, position, grammar, known):
            yield _Atom("name", position, end)
            position = end
        elif word := _WORD.match(folded, position):
            end = min([word.end(), *(start for start in marks if position < start)])
            yield _Atom("name" if _ACRONYM.match(word[0]) else "word", position, end)
            position = end
        else:
            position += 1


def _name_end(folded: str, position: int, grammar: Grammar, known: Matcher) -> int:
    """Give the end of the organisation or known name here, 0 when there is none.

    What stands before an organisation that is known by itself is a name of its own («ҚР МАМ «Оқырман» ҰО»»); where
    owners are named behind what is theirs, any known name is («MT "Dala Jol" LLP»).
    """
    end, name = organisation(folded, position, grammar), known(folded, position)
    if end and 0 < name < end and (gap := _GAP.match(folded, name)):
        owner_behind = bool(grammar.words["posts_before_body"])
        is_form = any(rule.regex.match(folded, position) for rule in grammar.of("legal_form"))
        if (owner_behind and not is_form) or known(folded, gap.end()) >= end:
            return name
    return end or _past_legal_form(folded, name, grammar)


def organisation(folded: str, position: int, grammar: Grammar) -> int:
    """Give the end of an organisation with a quoted name that begins here, 0 when none does.

    «РГП на ПХВ «…»», «ҚР ЭМ «…» ШЖҚ РМК», «JSC "…"»: acronyms or a legal form before the quotes, a legal form after.
    """
    acronyms = 0
    while word := _WORD.match(folded, position):
        form = next((m for rule in grammar.of("legal_form") if (m := rule.regex.match(folded, position))), None)
        if form and acronyms:
            return 0  # «МТ АО «…»» are two
        if not form and not grammar.search("executor_prefix", word[0]):
            acronyms += 1
            if acronyms > 1 or not _ACRONYM.match(word[0]):
                return 0
        gap = _GAP.match(folded, form.end() if form else word.end())
        if not gap:
            return 0
        position = gap.end()
    quoted = _QUOTED.match(folded, position)
    if not quoted:
        return 0
    end = _past_legal_form(folded, quoted.end(), grammar)
    behind = folded[quoted.end() : end]
    two = acronyms and behind and (grammar.words["posts_before_body"] or grammar.search("company_form", behind))
    return 0 if two else end  # «MT "Dala Jol" LLP»: no ministry owns what follows


def _past_legal_form(folded: str, end: int, grammar: Grammar) -> int:
    """Give the end of the legal form that stands after a name, else of the name."""
    for rule in grammar.of("legal_form") if end else ():
        if after := re.compile(rf"\s+(?>{rule.pattern})(?!\w|\s*[«“\"])").match(folded, end):
            return after.end()
    return end
