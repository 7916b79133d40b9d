"""Names of persons and posts brought to the nominative, and whether two names are of one person."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from remit.loaders.chunks import tokens
from remit.loaders.grammar import Grammar
from remit.ontology.letters import fold

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_PART = re.compile(r"[^\W\d_]+\.?")
_POST_NOUNS = ("head", "leader")
_BODY_NOUNS = ("organ", "ministry")
_NAME_GRAMMEMES = {"Name", "Surn", "Patr"}


@cache
def _analyzer(language: str) -> MorphAnalyzer:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=language)


def _declines(grammar: Grammar) -> bool:
    return bool(grammar.words.get("declension", False))


def cases_of(post: str, grammar: Grammar) -> frozenset[str]:
    """Tell in which cases the noun of a post can stand; none where the language does not tell by it."""
    if not _declines(grammar):
        return frozenset()
    for token in tokens(fold(post), grammar):
        if token.kind in _POST_NOUNS:
            parses = _analyzer(grammar.language).parse(post[token.start : token.end])
            return frozenset(str(parse.tag.case) for parse in parses if parse.tag.number == "sing" and parse.tag.POS == "NOUN")
    return frozenset()


def nominative_post(post: str, grammar: Grammar) -> str:
    """Write the noun of a post, and the adjectives before it, in the nominative; as written where it stands in it."""
    return _nominative_phrase(post, grammar, _POST_NOUNS, ("grade",))


def nominative_body(body: str, grammar: Grammar) -> str:
    """Write the noun of a body's name, and the adjectives before it, in the nominative."""
    return _nominative_phrase(body, grammar, _BODY_NOUNS, ("domain", "adj"))


def _nominative_phrase(phrase: str, grammar: Grammar, nouns: tuple[str, ...], adjectives: tuple[str, ...]) -> str:
    if not _declines(grammar):
        return phrase
    pieces, at, before_noun = [], 0, True
    for token in tokens(fold(phrase), grammar):
        if token.kind == "dash":
            before_noun = True
        elif before_noun and token.kind in (*nouns, *adjectives):
            pieces += [phrase[at : token.start], _nominative_word(phrase[token.start : token.end], grammar)]
            at = token.end
            before_noun = token.kind in adjectives
        else:
            before_noun = False
    return "".join(pieces) + phrase[at:]


def _nominative_word(word: str, grammar: Grammar) -> str:
    parses = [each for each in _analyzer(grammar.language).parse(word) if each.tag.number == "sing"]
    if not parses or any(each.tag.case == "nomn" for each in parses):
        return word
    form = parses[0].inflect({"nomn"})
    return _like(word, form.word) if form else word


def _like(pattern: str, word: str) -> str:
    """Write a word with capitals where the parts of another have them."""
    parts = zip(word.split("-"), pattern.split("-"), strict=False)
    return "-".join(part.capitalize() if model[:1].isupper() else part for part, model in parts)


def nominative(written: str, grammar: Grammar, cases: frozenset[str] = frozenset()) -> str:
    """Bring a person's name to the nominative, given the cases it can stand in; as written when that cannot be told."""
    written = " ".join(written.split())
    if not _declines(grammar):
        found = grammar.search("name_ending", fold(written))
        return written[: found[1].start("ending")] if found else written
    if not cases or "nomn" in cases:
        return written
    words = written.split()
    best: tuple[int, list[str]] = (0, words)
    for case in sorted(cases):
        for gender in ("masc", "femn"):
            forms = [_nominative_name(word, gender, case, grammar) for word in words]
            told = sum(form is not None for form in forms)
            if told > best[0]:
                best = told, [form or word for form, word in zip(forms, words, strict=True)]
    return " ".join(best[1])


def _nominative_name(word: str, gender: str, case: str, grammar: Grammar) -> str | None:
    analyzer = _analyzer(grammar.language)
    if word.endswith("."):
        return None
    for parse in analyzer.parse(word) if analyzer.word_is_known(word) else ():
        tag = parse.tag
        if _NAME_GRAMMEMES & tag.grammemes and tag.case == case and tag.gender == gender and tag.number == "sing":
            form = parse.inflect({"nomn"})
            return _like(word, form.word) if form else None
    for rule in grammar.of("name_form"):
        if rule.sets["gender"] == gender and case in rule.sets["cases"] and (match := rule.regex.search(fold(word))):
            return word[: match.start("ending")] + str(rule.sets["nominative"])
    return None


def same_person(one: str, other: str) -> bool:
    """Tell whether two names in the nominative may be of one person: the words of one are in the other, or begin its words."""
    short, long = sorted((_parts(one), _parts(other)), key=len)
    if not any(len(part) > 1 and part in long for part in short):
        return False
    return all(part in long or (len(part) == 1 and any(each.startswith(part) for each in long)) for part in short) or all(
        part in short or (len(part) == 1 and any(each.startswith(part) for each in short)) for part in long
    )


def _parts(name: str) -> list[str]:
    return [part.rstrip(".").casefold() for part in _PART.findall(name)]
