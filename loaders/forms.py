"""The forms a name takes in running text: without the country, and in the cases of Russian."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from remit.loaders.grammar import Grammar

_CASES = ("gent", "datv", "accs", "ablt", "loct")


def name_forms(name: str, grammar: Grammar) -> Iterator[str]:
    """Give the name as written, without its country, and each of these in every case that changes its first words.

    Kazakh cases need no forms: endings stand at the end of a name, where the index allows them.
    """
    country = re.compile(r"\s*" + _fragment(grammar, "country") + r"\s*")
    bare = re.sub(r"\s+", " ", country.sub(" ", name)).strip()
    for form in dict.fromkeys((name, bare)):
        if len(form.split()) > 1 or form == name:
            yield form
            if grammar.language == "ru":
                yield from inflected(form)


def _fragment(grammar: Grammar, name: str) -> str:
    return str(grammar.fragments[name])


def inflected(phrase: str) -> Iterator[str]:
    """Put a Russian noun phrase into its other cases: its adjectives and its first noun change, the rest stays.

    Morphology is pymorphy3's (OpenCorpora dictionary). Nothing for phrases that begin with anything else.
    """
    words = phrase.split(" ")
    head = []
    for word in words:
        parse = next((each for each in _analyzer().parse(word) if "nomn" in each.tag and _declinable(each)), None)
        if parse is None:
            return
        head.append((word, parse))
        if parse.tag.POS == "NOUN":
            break
    else:
        return
    for case in _CASES:
        forms = [_in_case(word, parse, case) for word, parse in head]
        yield " ".join([*forms, *words[len(head) :]])


def _declinable(parse: Any) -> bool:
    return parse.tag.POS in ("NOUN", "ADJF", "PRTF") and "Abbr" not in parse.tag and "Fixd" not in parse.tag


def _in_case(word: str, parse: Any, case: str) -> str:
    inflection = parse.inflect({case})
    if inflection is None:
        return word
    form = str(inflection.word)
    return form if word.islower() else word[0] + form[1:]


@cache
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def nominative(phrase: str, grammar: Grammar) -> str:
    """Bring the first noun of a Russian genitive phrase, or the end of a Kazakh one, to its plain form.

    What cannot be told apart from a plain form is given back unchanged.
    """
    if genitive := grammar.search("genitive_end", phrase):
        return phrase[: genitive[1].start("ending")]
    if grammar.language != "ru":
        return phrase
    words = phrase.split(" ")
    head = []
    for word in words:
        parses = [each for each in _analyzer().parse(word.lower()) if _declinable(each)]
        genitive_parse = next((each for each in parses if "gent" in each.tag), None)
        if genitive_parse is None or "nomn" in parses[0].tag:
            return phrase
        head.append(genitive_parse)
        if genitive_parse.tag.POS == "NOUN":
            break
    else:
        return phrase
    agreement = {"nomn"} | ({head[-1].tag.gender} if head[-1].tag.number == "sing" else {"plur"})
    plain = [
        str((parse.inflect({"nomn"}) if parse is head[-1] else parse.inflect(agreement) or parse).word) for parse in head
    ]
    cased = [form if word.islower() else word[0] + form[1:] for word, form in zip(words, plain, strict=False)]
    return " ".join([*cased, *words[len(head) :]])
