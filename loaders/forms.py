"""The forms a name takes in running text: without the country, and in the cases of Russian."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from remit.loaders.grammar import Grammar
from remit.loaders.morphology import analyzer

_CASES = ("gent", "datv", "accs", "ablt", "loct")
_OBLIQUE = ("gent", "datv", "ablt", "accs", "loct")


def name_forms(name: str, grammar: Grammar) -> Iterator[str]:
    """Give the ways a name is written: as it stands, without its country, without its legal form, its parts not in the
    genitive (Kazakh), and each of these in every case that changes its first words (Russian).

    Kazakh cases of the whole need no forms: endings stand at the end of a name, where the index allows them.
    """
    bare = bare_name(name, grammar)
    whole = (name, bare, *_with_country_inside(bare, grammar), *_contracted(name, grammar), *_contracted(bare, grammar))
    for form in dict.fromkeys((*whole, *(loose for each in whole for loose in _loosened(each, grammar)))):
        if len(form.split()) > 1 or form == name:
            yield form
            if grammar.language == "ru":
                yield from inflected(form)


def bare_name(name: str, grammar: Grammar) -> str:
    """Leave the country out of a name."""
    return " ".join(re.sub(grammar.fragments["country"], " ", name).split())


def _with_country_inside(bare: str, grammar: Grammar) -> Iterator[str]:
    """Put the country after the noun of a name («Агентство Республики Казахстан по …»)."""
    if found := grammar.search("country_inside", bare):
        yield from (f"{found[1]['head']} {country} {found[1]['rest']}" for country in grammar.words["country_names"])


def _contracted(name: str, grammar: Grammar) -> Iterator[str]:
    """Shorten the kind of a company inside its name («НК «…»)."""
    yield from (name.replace(long, short) for long, short in grammar.words["contractions"].items() if long in name)


def _loosened(name: str, grammar: Grammar) -> Iterator[str]:
    if form := grammar.search("legal_words", name):
        inner = (name[: form[1].start()] + name[form[1].end() :]).strip()
        if inner[:1] + inner[-1:] in ("«»", '""'):
            yield inner[1:-1]
        elif grammar.words.get("legal_form_anywhere"):
            yield f"{form[1][0]} {inner}"
    if inner_genitive := grammar.search("inner_genitive", name):
        yield name[: inner_genitive[1].start("ending")] + name[inner_genitive[1].end("ending") :]


def inflected(phrase: str) -> Iterator[str]:
    """Put a Russian noun phrase into its other cases: its adjectives and its first noun change, and the participles
    that follow it («органы, подчиненные …»); the rest stays.

    Morphology is pymorphy3's (OpenCorpora dictionary). Nothing for phrases that begin with anything else.
    """
    words = phrase.split(" ")
    head: list[_Forms] = []
    while len(head) < len(words) and not (head and head[-1].noun):
        if (forms := _cases(words[len(head)])) is None:
            return
        head.append(forms)
    if head[-1].noun:
        rest = list(_after_noun(words[len(head) :]))
        for at in range(len(_CASES)):
            yield " ".join([*(forms.cases[at] for forms in head), *(forms.cases[at] for forms in rest)])


def _after_noun(words: list[str]) -> Iterator[_Forms]:
    """Give the forms of what follows the noun: participles and what joins them change up to the first other word."""
    agreeing = True
    for word in words:
        forms = _cases(word) if agreeing else None
        joins = any(each.tag.POS in ("ADVB", "CONJ") for each in _parses(word))
        agreeing = agreeing and ((forms is not None and not forms.noun) or joins)
        yield forms if agreeing and forms else _Forms(False, (word,) * len(_CASES))


@dataclass(frozen=True)
class _Forms:
    noun: bool
    cases: tuple[str, ...]


@cache
def _cases(word: str) -> _Forms | None:
    """Give a nominative's other cases in the order of `_CASES`; `None` for a word that is no declinable nominative."""
    plain = word.rstrip(",")
    parse = next((each for each in _parses(plain) if "nomn" in each.tag and _declinable(each)), None)
    if parse is None:
        return None
    comma = word[len(plain) :]
    return _Forms(parse.tag.POS == "NOUN", tuple(_in_case(plain, parse, case) + comma for case in _CASES))


@cache
def _parses(word: str) -> list[Any]:
    return list(analyzer().parse(word))


def _declinable(parse: Any) -> bool:
    return parse.tag.POS in ("NOUN", "ADJF", "PRTF") and "Abbr" not in parse.tag and "Fixd" not in parse.tag


def _in_case(word: str, parse: Any, *grammemes: str) -> str:
    inflection = parse.inflect(set(grammemes))
    if inflection is None:
        return word
    # «высшая» has «высочайшей» beside «высшей»: of several forms, the one most like the word is meant.
    wanted = _grammemes(inflection)
    alike = [each.word for each in parse.lexeme if wanted <= _grammemes(each)]
    form = str(max([inflection.word, *alike], key=lambda each: _shared_start(each, word.lower())))
    return _cased(form, word)


def _shared_start(one: str, other: str) -> int:
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1), len(one))


def _grammemes(form: Any) -> set[str]:
    return set(str(form.tag).replace(" ", ",").split(","))


def _cased(form: str, like: str) -> str:
    return form if like.islower() else like[0] + form[1:]


def nominative(phrase: str, grammar: Grammar) -> str:
    """Bring the first noun of a Russian phrase and its adjectives, or the end of a Kazakh phrase, to its plain form.

    What cannot be told apart from a plain form is given back unchanged.
    """
    if oblique := grammar.search("case_end", phrase):
        return phrase[: oblique[1].start("ending")]
    if grammar.language != "ru":
        return phrase
    words = phrase.split(" ")
    length = next((at for at, word in enumerate(words, 1) if _names_thing(word)), 0)
    first = _parses(words[0].lower())[0]
    if not length or "nomn" in first.tag:
        return phrase
    for case in _OBLIQUE:
        for noun in (each for each in _parses(words[length - 1].lower()) if _is_noun(each) and case in each.tag):
            plain = [_agreeing(word, case, noun) for word in words[: length - 1]]
            if None not in plain:
                return " ".join([*map(str, plain), _in_case(words[length - 1], noun, "nomn"), *words[length:]])
    return phrase


def _names_thing(word: str) -> bool:
    """Tell a noun from an adjective that could also be one («рабочей группе»)."""
    parses = _parses(word.lower())
    return any(_is_noun(each) for each in parses) and not any(each.tag.POS == "ADJF" for each in parses)


def _is_noun(parse: Any) -> bool:
    return parse.tag.POS == "NOUN" and _declinable(parse)


def _agreeing(word: str, case: str, noun: Any) -> str | None:
    """Put an adjective that agrees with a noun in a case into the nominative; `None` when it does not agree."""
    if word == "и":
        return word
    for parse in _parses(word.lower()):
        if parse.tag.POS in ("ADJF", "PRTF") and case in parse.tag and parse.tag.number == noun.tag.number:
            gender = {noun.tag.gender} if noun.tag.number == "sing" else set()
            return _in_case(word, parse, "nomn", *gender)
    return None
