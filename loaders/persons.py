"""Names of persons and posts brought to the nominative, and whether two names are of one person."""

from __future__ import annotations

import re

from remit.loaders.chunks import Token, tokens
from remit.loaders.grammar import Grammar
from remit.loaders.morphology import analyzer
from remit.ontology.letters import fold

_PART = re.compile(r"[^\W\d_]+\.?")
_POST_NOUNS, _PLURAL_NOUNS = ("head", "leader"), ("heads", "officials")
_BODY_NOUNS = ("organ", "ministry")
_NOMINAL = ("NOUN", "ADJF", "PRTF")
_INDECLINABLE = re.compile(r"^\w+[иэо]\s")
_NAME_GRAMMEMES = {"Name", "Surn", "Patr"}


def _declines(grammar: Grammar) -> bool:
    return bool(grammar.words.get("declension", False))


def cases_of(post: str, grammar: Grammar) -> frozenset[str]:
    """Tell in which cases the noun of a post can stand; none where the language does not tell by it."""
    if not _declines(grammar):
        return frozenset()
    for token in tokens(fold(post), grammar):
        if token.kind == "acting":
            return frozenset()  # «и.о. министра» tells nothing of the case of the name beside it
        if token.kind in (*_POST_NOUNS, *_PLURAL_NOUNS):
            number = "plur" if token.kind in _PLURAL_NOUNS else "sing"
            parses = analyzer(grammar.language).parse(post[token.start : token.end])
            nouns = [each.tag for each in parses if {number, "NOUN"} in each.tag]
            return frozenset(str(tag.case) for tag in [tag for tag in nouns if "masc" in tag] or nouns)
    return frozenset()


def nominative_post(post: str, grammar: Grammar) -> str:
    """Write the noun of a post, and the adjectives before it, in the nominative; as written where it stands in it."""
    if not _declines(grammar):
        return _without_ending(post, "post_ending", grammar)
    return _nominative_phrase(post, grammar, _POST_NOUNS, "masc")


def singular_post(posts: str, grammar: Grammar) -> str:
    """Name the post of one of several persons: «заместители министра» gives «заместитель министра»."""
    if _declines(grammar):
        return _nominative_phrase(posts, grammar, _PLURAL_NOUNS, "masc")
    for token in tokens(fold(posts), grammar):
        if token.kind in _PLURAL_NOUNS and (found := grammar.search("plural_ending", fold(posts[: token.end]))):
            rule, match = found
            return posts[: match.start("ending")] + str(rule.sets["singular"]) + posts[token.end :]
    return posts


def nominative_body(body: str, grammar: Grammar) -> str:
    """Write the noun of a body's name, and the adjectives before it, in the nominative."""
    if not _declines(grammar):
        return _without_ending(body, "body_ending", grammar)
    return _nominative_phrase(body, grammar, _BODY_NOUNS, "gent")


def _nominative_phrase(phrase: str, grammar: Grammar, nouns: tuple[str, ...], reading: str) -> str:
    """Decline the first noun of each part of a phrase, parted by dashes, read as `reading` where it can be read so."""
    if not _declines(grammar):
        return phrase
    pieces: list[str] = []
    part: list[Token] = []
    at, done = 0, False
    for token in tokens(fold(phrase), grammar):
        if token.kind == "dash":
            part, done = [], False
        elif token.kind == "acting":
            done = True
        elif not done:
            part.append(token)
            if done := token.kind in nouns:
                words = [phrase[each.start : each.end] for each in part]
                pieces += [phrase[at : part[0].start], " ".join(_nominative_words(words, grammar, reading))]
                at = token.end
    return "".join(pieces) + phrase[at:]


def _nominative_words(words: list[str], grammar: Grammar, reading: str) -> list[str]:
    """Decline a noun and the adjectives before it; other words before it stay."""
    dictionary = analyzer(grammar.language)
    parses = [each for each in dictionary.parse(words[-1]) if each.tag.number and each.tag.POS in _NOMINAL]
    parses = [each for each in parses if "sing" in each.tag] or parses
    noun = next((each for each in parses if reading in each.tag), parses[0] if parses else None)
    if noun is None or (noun.tag.case == "nomn" and noun.tag.number == "sing"):
        return words
    declined = []
    for word in words[:-1]:
        adjectives = (each for each in dictionary.parse(word) if each.tag.POS in _NOMINAL[1:])
        agreeing = next((each for each in adjectives if each.tag.case == noun.tag.case), None)
        form = agreeing.inflect({"nomn", "sing", str(noun.tag.gender)}) if agreeing else None
        declined.append(_like(word, form.word) if form else word)
    form = noun.inflect({"nomn", "sing"})
    return [*declined, _like(words[-1], form.word) if form else words[-1]]


def _like(pattern: str, word: str) -> str:
    """Write a word with capitals where the parts of another have them."""
    parts = zip(word.split("-"), pattern.split("-"), strict=False)
    return "-".join(_capitals_like(model, part) for part, model in parts)


def _capitals_like(model: str, part: str) -> str:
    if len(model) > 1 and model.isupper():
        return part.upper()
    return part.capitalize() if model[:1].isupper() else part


def nominative(written: str, grammar: Grammar, cases: frozenset[str] = frozenset()) -> str:
    """Bring a person's name to the nominative, given the cases it can stand in; as written when that cannot be told."""
    written = " ".join(written.split())
    if not _declines(grammar):
        return _without_ending(written, "name_ending", grammar)
    return written if not cases or "nomn" in cases else _declined(written, grammar, cases) or written


def _without_ending(written: str, kind: str, grammar: Grammar) -> str:
    found = grammar.search(kind, fold(written))
    return written[: found[1].start("ending")] if found else written


def agrees(written: str, grammar: Grammar, cases: frozenset[str]) -> bool:
    """Tell whether a name can stand in one of the cases; true where no case is known, and of names with initials.

    A patronymic tells surely; of names that have no cases («Кирсти») nothing can be told.
    """
    if not cases or "nomn" in cases or "." in written or _INDECLINABLE.search(written):
        return True
    if (told := _patronymic_cases(written, grammar)) and not told & cases:
        return False
    return _declined(" ".join(written.split()), grammar, cases) is not None


def _patronymic_cases(written: str, grammar: Grammar) -> frozenset[str]:
    """Give the cases the patronymic of a name can stand in; none where there is none."""
    parses = (parse for word in written.split() for parse in analyzer(grammar.language).parse(word))
    return frozenset(str(parse.tag.case) for parse in parses if "Patr" in parse.tag)


def _declined(written: str, grammar: Grammar, cases: frozenset[str]) -> str | None:
    """Undo the case and gender that most words of a name can stand in; `None` when no word can."""
    words = written.split()
    best: tuple[int, list[str]] = (0, words)
    for case in sorted(cases):
        for gender in ("masc", "femn"):
            forms = [_nominative_name(word, gender, case, grammar) for word in words]
            told = sum(form is not None for form in forms)
            if told > best[0]:
                other = "femn" if gender == "masc" else "masc"  # a man's surname may decline as a woman's: «Гарсия»
                rest = [
                    form or _nominative_name(word, other, case, grammar)
                    for form, word in zip(forms, words, strict=True)
                ]
                best = told, [form or word for form, word in zip(rest, words, strict=True)]
    return " ".join(best[1]) if best[0] else None


def _nominative_name(word: str, gender: str, case: str, grammar: Grammar) -> str | None:
    dictionary = analyzer(grammar.language)
    if word.endswith("."):
        return None
    for parse in dictionary.parse(word) if dictionary.word_is_known(word) else ():
        tag = parse.tag
        if _NAME_GRAMMEMES & tag.grammemes and tag.case == case and tag.gender == gender and tag.number == "sing":
            form = parse.inflect({"nomn"})
            return _like(word, form.word) if form else None
    for rule in grammar.of("name_form"):
        if rule.sets["gender"] == gender and case in rule.sets["cases"] and (match := rule.regex.search(fold(word))):
            return word[: match.start("ending")] + str(rule.sets["nominative"])
    return None


def same_person(one: str, other: str) -> bool:
    """Tell whether two names in the nominative may be one person's: all parts of one, or initials, are in the other."""
    mine, theirs = _parts(one), _parts(other)
    shared = any(len(part) > 1 and part in theirs for part in mine)
    return shared and (_within(mine, theirs) or _within(theirs, mine))


def _within(parts: list[str], name: list[str]) -> bool:
    return all(part in name or (len(part) == 1 and any(each.startswith(part) for each in name)) for part in parts)


def _parts(name: str) -> list[str]:
    return [part.rstrip(".").casefold() for part in _PART.findall(name)]
