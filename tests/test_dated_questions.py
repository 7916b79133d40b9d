"""Questions over reorganisations, answered through the public functions; docs/reorganisations.md shows the answers.

REGENERATE=1 pytest tests/test_dated_questions.py writes that page anew: read the difference before keeping it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from remit.graph.load import load
from remit.graph.store import Store, open_store
from remit.loaders.grammar import load_grammar
from remit.loaders.linking import Linker
from remit.loaders.names import NameIndex
from remit.ontology.iris import BASE
from remit.ontology.registry import load_registry
from remit.queries.bearers import Bearer
from remit.queries.catalogue import query
from remit.queries.who import who

FILE = Path(__file__).parent / "dated_questions.yaml"
PAGE = Path(__file__).parents[1] / "docs" / "reorganisations.md"
WRITTEN = yaml.safe_load(FILE.read_text("utf-8"))
BY_ID = {question["id"]: question for question in WRITTEN}
QUESTIONS = [BY_ID[one["same"]] | one if "same" in one else one for one in WRITTEN]
REGISTRY = load_registry()
RESOLUTION = {
    "ru": "Постановление Правительства Республики Казахстан от {day} года № {number}\n\nО некоторых мерах\n\n"
    "Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:\n\n1. {text}.\n\n2. Настоящее постановление вводится в действие "
    "со дня его подписания.\n",
    "kk": "Қазақстан Республикасы Үкіметінің {day} № {number} қаулысы\n\nКейбір шаралар туралы\n\nҚазақстан "
    "Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:\n\n1. {text}.\n\n2. Осы қаулы қол қойылған күнінен бастап қолданысқа "
    "енгізіледі.\n",
}
MONTHS = {
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "kk": (
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
        "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Answered:
    """What came back: ids of bodies, the state, and each hop as change, kind, date and act."""

    bodies: tuple[str, ...]
    state: str
    hops: tuple[tuple[str, str, str, str, str], ...] = ()
    parent: str | None = None
    holders: tuple[str, ...] = ()


def tail(iri: str | None) -> str:
    """Give what an IRI says after its country."""
    return iri.removeprefix(BASE).split("/kz/", 1)[-1] if iri else ""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a graph of one resolution a duty, in the name of the question that lays it down."""
    folder = tmp_path_factory.mktemp("questions")
    asked = [one for one in WRITTEN if one.get("asks") == "duty"]
    for number, one in enumerate(asked, 9301):
        lang, day = one.get("lang", "ru"), one["written"]
        month = MONTHS[lang][day.month - 1]
        named = f"{day.day} {month} {day.year}" if lang == "ru" else f"{day.year} жылғы {day.day} {month}дағы"
        text = RESOLUTION[lang].format(day=named, number=number, text=one["text"])
        (folder / f"{one['id']}.txt").write_text(text, "utf-8")
    graph = str(folder / "graph")
    report = load(graph, sorted(str(path) for path in folder.glob("*.txt")))
    assert report.failures == () and len(report.loaded) == len(asked)
    with open_store(graph) as opened:
        yield opened


def ask(question: dict[str, Any], store: Store) -> Answered:
    match question["asks"]:
        case "named":
            linker = Linker(REGISTRY, NameIndex(REGISTRY), {}, question["day"])
            link = linker.link(question["mention"], load_grammar(question["lang"]))
            return Answered(tuple(map(tail, [link.entity] if link.entity else link.candidates)), link.status)
        case "there":
            rows = query("bodies").run(store, {"as-of": question["day"].isoformat()})
            there = question["body"] in {tail(str(row["body"])) for row in rows}
            return Answered((question["body"],), "there" if there else "not there")
        case "members":
            members = REGISTRY.members(question["class"], question["day"])
            return Answered(tuple(member.id for member in members), "members")
        case _:
            return told(bearer_of(question, store))


def bearer_of(question: dict[str, Any], store: Store) -> Bearer:
    (duty,) = query("duties").run(store, {"document": document_of(question, store)})
    (answer,) = who(store, REGISTRY, str(duty["duty"]), question["as_of"])
    assert answer.written == question["written"].isoformat()
    (bearer,) = answer.bearers
    return bearer


def document_of(question: dict[str, Any], store: Store) -> str:
    name = f"{question.get('same', question['id'])}.txt"
    (found,) = [str(row["document"]) for row in query("documents").run(store) if str(row["document"]).endswith(name)]
    return found


def told(bearer: Bearer) -> Answered:
    bodies = [bearer.as_of_body] if bearer.as_of_body else [one.iri for one in bearer.candidates]
    hops = tuple((tail(hop.change), hop.kind, hop.date, tail(hop.act), hop.of) for hop in bearer.hops)
    holders = tuple(tail(holder.person) for holder in bearer.holders)
    return Answered(tuple(map(tail, bodies)), bearer.state, hops, tail(bearer.parent) or None, holders)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_a_dated_question_is_answered_with_every_hop(question: dict[str, Any], store: Store) -> None:
    answered = ask(question, store)
    match question["asks"]:
        case "there":
            assert answered.state == ("there" if question["answer"] else "not there")
        case "members":
            assert set(question["among"]) <= set(answered.bodies) - set(question["without"])
            assert not set(question["without"]) & set(answered.bodies)
        case _:
            expected = question.get("candidates") or [one for one in [question.get("answer")] if one]
            assert sorted(answered.bodies) == sorted(expected)
            assert (answered.state == "orphaned") == ("orphaned" in question)
            assert [" ".join(filter(None, hop)) for hop in answered.hops] == question.get("hops", [])
            assert answered.parent == question.get("parent", answered.parent)
            assert list(answered.holders) == question.get("holders", [])


def test_every_hop_is_a_change_of_the_registry_in_order() -> None:
    for question in QUESTIONS:
        hops = [hop.split() for hop in question.get("hops", [])]
        for change, kind, day, *_ in hops:
            entry = REGISTRY.changes[change]
            assert (entry.kind, str(entry.date)) == (kind, day)
        own = [hop[2] for hop in hops if hop[-1] == "bearer"]
        assert own == sorted(own)
        assert all(question["written"].isoformat() < day <= question["as_of"].isoformat() for day in own)


def test_the_page_shows_the_questions_with_the_answers(store: Store) -> None:
    page = "\n".join(lines(store))
    if os.environ.get("REGENERATE"):
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page


def lines(store: Store) -> Iterator[str]:
    yield "# Questions over reorganisations"
    yield ""
    yield "Who answers on a day for what a body was told on another. Written by `tests/test_dated_questions.py` out of"
    yield "`tests/dated_questions.yaml`; every answer and every hop is checked by that test. A hop marked *by scope* is"
    yield "an inference: the words of the duty are those of the functions that the act passed on. *Unverified* is what"
    yield "no source has been met for."
    yield ""
    yield "| question | on | answer | hops |"
    yield "| --- | --- | --- | --- |"
    for question in QUESTIONS:
        day = question.get("as_of") or question["day"]
        yield f"| {question['question']} | {day} | {shown(question, store)} | {route(question, store)} |"
    yield ""


def shown(question: dict[str, Any], store: Store) -> str:
    answered = ask(question, store)
    if question["asks"] == "there":
        return "yes" if answered.state == "there" else "no"
    if question["asks"] == "members":
        out = f", not {', '.join(map(name, question['without']))}" if question["without"] else ""
        return f"{len(answered.bodies)} members, among them {', '.join(map(name, question['among']))}{out}"
    if "orphaned" in question:
        return f"orphaned: no transfer found ({name(question['orphaned'])})"
    if question["asks"] == "named":
        lives = ", ".join(map(life, answered.bodies))
        return lives if answered.state == "linked" else f"no body of that name existed; candidates: {lives}"
    named = ", ".join(map(name, answered.bodies))
    held = f", held by {', '.join(map(person, answered.holders))}" if answered.holders else ""
    under = f" (under {name(answered.parent)})" if question.get("parent") and answered.parent else ""
    return f"one of: {named}" if len(answered.bodies) > 1 else f"{named}{held}{under}"


def route(question: dict[str, Any], store: Store) -> str:
    if question["asks"] != "duty":
        return ""
    steps = []
    for hop in bearer_of(question, store).hops:
        scope = f", by scope: {', '.join(hop.words)}" if hop.inferred and hop.words else ""
        act = f", {tail(hop.act).removeprefix('eli/kz/')}" if hop.act else ""
        mark = "" if hop.verified == "yes" else " [unverified]"
        steps.append(f"{hop.date} {hop.kind}: {name(tail(hop.before))} → {name(tail(hop.after))}{act}{mark}{scope}")
    return "<br>".join(steps) or "none"


def name(id: str) -> str:
    body, _, role = id.partition("/")
    named = REGISTRY.body(body).names
    post = REGISTRY.posts[role].names["en"] + ", " if role else ""
    return (post + (named.get("en") or next(iter(named.values())))).replace(" of the Republic of Kazakhstan", "")


def life(id: str) -> str:
    interval = REGISTRY.body(id).interval
    return f"{name(id)} ({interval.start or '…'} – {interval.end or '…'})"


def person(id: str) -> str:
    return REGISTRY.persons[id].names["en"]
