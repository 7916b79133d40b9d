"""Keys of abbreviations: lists at the end of a document, and definitions in passing ("hereinafter – …")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from remit.loaders.document import Block, Document
from remit.loaders.grammar import Grammar
from remit.loaders.names import NameIndex
from remit.loaders.naming import covers
from remit.loaders.parts import grammar_of
from remit.ontology.letters import fold

_ENTRY = re.compile(r"\s*(?P<key>[^–;\n]{2,60}?)\s*(?:–|\s-\s)\s*(?P<value>[^;]{6,300}?)\s*(?:;|\.?\s*$)")
_ACRONYM = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][a-zа-яё]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_TERM = re.compile(
    r"\s*\d+[.)]\s*(?P<term>[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^–;:()]{2,60}?)\s+[–-]\s+(?P<meaning>[^;]{6,400}?)[;.]?\s*$"
)
_DASH = re.compile(r"\s+[–-]\s+")
_CLOSING = ' »”"'
_CLAUSE = re.compile(r"[,;»”]")
_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.;:])\s+")
_NUMBER = re.compile(r"^\s*\d+[.)]\s*")
_WORD = re.compile(r"\w+")
_LONGEST = 16  # words of a name
_STEM = 5  # letters that all cases of a noun share
_CLIP = 3  # letters that a clipped name keeps of the one it stands for
_BOOKMARK = re.compile(r"\[bookmark: [^\]]*\]")


def find_abbreviations(document: Document, names: NameIndex) -> dict[str, str]:
    """Give abbreviation → what the document says it stands for.

    Entries of a key at the end outrank definitions in passing; of these only such count as follow a known name, for
    nothing else tells where the name defined begins, or as repeat its noun («Министерство … (далее – Министерство)»).
    """
    found: dict[str, str] = {}
    for block in document.blocks:
        for alias, phrase in aliases(block):
            grammar = grammar_of(block)
            if defined := _defined(alias, phrase, names, grammar) or _described(alias, phrase, grammar):
                found.setdefault(alias, defined)
        if entry := _term(block, names):
            found.setdefault(*entry)
    for block in document.blocks:
        if is_key(block):
            found.update(_entries(block))
    return found


def _defined(alias: str, phrase: str, names: NameIndex, grammar: Grammar) -> str | None:
    """Give the known name that a phrase ends with, a legal form beside it aside, if the alias can be short for it."""
    last = names.find(fold(phrase))[-1:]
    if not last:
        return None
    start, end = last[0].start, last[0].end
    after = phrase[end:]
    for rule in grammar.of("legal_words"):
        after = rule.regex.sub("", after)
    if after.strip(_CLOSING):
        return None
    role = grammar.search("authorised_body", fold(alias))
    if not role and grammar.search("common_noun", fold(alias)):
        form = _CLAUSE.split(phrase[:start])[-1]
        if fold(alias).lower()[:_STEM] not in fold(form + phrase[start:]).lower():
            return None
    if grammar.search("group_noun", fold(alias)) and fold(alias).lower()[:_STEM] not in fold(phrase[start:]).lower():
        return None  # «Совет при Правительстве (далее – Совет)» is not the body it stands at
    return phrase[start:end]


def _described(alias: str, phrase: str, grammar: Grammar) -> str | None:
    """Give the name of an unknown body that a phrase ends with: it has the alias's noun where the language puts it."""
    if not grammar.search("common_noun", fold(alias)) or grammar.search("group_noun", fold(alias)):
        return None
    stem = fold(alias).lower()[:_STEM]
    sentence = _SENTENCE.split(phrase)[-1]
    nouns = [match for match in _WORD.finditer(fold(sentence)) if match[0].lower().startswith(stem)]
    if not nouns:
        return None
    last_noun = nouns[-1]
    if grammar.words["posts_before_body"]:
        name = sentence[last_noun.start() :]
    elif sentence[last_noun.end() :].strip(_CLOSING):
        return None
    else:
        name = _NUMBER.sub("", sentence)
    name = name.strip(_CLOSING)
    return name if 2 <= len(name.split()) <= _LONGEST else None


def _term(block: Block, names: NameIndex) -> tuple[str, str] | None:
    """Give a term of a list of terms that is a known body, with that body («1) оператор – орган … – Комитет …»).

    The body is all that stands behind the dash, or behind the last one.
    """
    if not (entry := _TERM.match(block.text)):
        return None
    body = _DASH.split(entry["meaning"])[-1]
    folded = fold(body)
    for match in names.find(folded):
        if covers(match, folded, grammar_of(block)) and not all(target.role for target in match.targets):
            return entry["term"], body[match.start : match.end]
    return None


def is_key(block: Block) -> bool:
    """Tell whether a paragraph is an entry (or a list of entries) of a key of abbreviations."""
    return block.kind == "paragraph" and bool(_entries(block))


def _entries(block: Block) -> list[tuple[str, str]]:
    """Give the entries that a block is made of, one after the other; none when it holds anything else."""
    text = _BOOKMARK.sub("", block.text).strip()
    entries: list[tuple[str, str]] = []
    end = 0
    # Entry by entry from the start, never a search: at each letter of a long paragraph a key could begin.
    while end < len(text):
        if not (match := _ENTRY.match(text, end)):
            return []
        key, value = match["key"].strip(), match["value"].strip()
        words = value.split()
        if not _is_short(key, value, grammar_of(block)) or len(words) < 2 or not any(word.islower() for word in words):
            return []
        if len(key.split()) > 6 or _ACRONYM.search(value.split()[0]):
            return []
        entries.append((key, value))
        end = match.end()
    return entries


def _is_short(key: str, value: str, grammar: Grammar) -> bool:
    """Tell an acronym, or a name clipped from the one it stands for («Минюст», «Әділетмині»)."""
    if _ACRONYM.search(key):
        return not key[0].isdigit()
    return bool(grammar.search("clipped_name", fold(key))) and fold(key)[:_CLIP].lower() in fold(value).lower()


def aliases(block: Block) -> Iterator[tuple[str, str]]:
    """Give each alias that a block defines ("hereinafter – …") with the text before it."""
    for _, match in grammar_of(block).find("alias", block.folded):
        alias = block.text[match.start("alias") : match.end("alias")].strip(' «»"')
        if alias:
            yield alias, block.text[: match.start()].rstrip()
