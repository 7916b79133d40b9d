"""Whom a text may mean: names and their likenesses scored, each with the reasons, best first."""

from __future__ import annotations

from datetime import date

import pytest

from remit.loaders.candidates import Candidate, candidates
from remit.loaders.pipeline import Pipeline
from remit.loaders.transliteration import plain_latin


def _candidates(pipeline: Pipeline, text: str, language: str | None = None, on: date | None = None) -> list[Candidate]:
    return list(candidates(pipeline.registry, pipeline.names, text, language=language, on=on))


def _body(pipeline: Pipeline, id: str) -> str:
    return pipeline.registry.bodies[id].iri


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Министерство финансов Республики Казахстан", "name in ru"),
        ("Министерству финансов", "form of a name in ru"),
        ("Қаржы министрлігіне", "form of a name in kk"),
        ("Қаржы министрлiгi", "look-alike letters"),
        ("Минфин", "short name in ru"),
        ("МФ", "abbreviation in ru"),
    ],
)
def test_what_is_a_name_scores_full_and_says_of_what_kind(pipeline: Pipeline, text: str, reason: str) -> None:
    best = _candidates(pipeline, text)[0]
    assert (best.iri, best.score) == (_body(pipeline, "mof"), 1.0)
    assert reason in best.reasons


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Ministerstvo energetiki", "transliterated name in ru"),
        ("Energetika ministrligi", "transliterated name in kk"),
        ("Минестерство энергетики", "similar name in ru"),
        ("министерство по энергетике", "similar name in ru"),
        ("Energy Ministry", "similar name in en"),
    ],
)
def test_what_is_like_a_name_scores_less(pipeline: Pipeline, text: str, way: str) -> None:
    best = _candidates(pipeline, text)[0]
    assert best.iri == _body(pipeline, "energy")
    assert 0.5 < best.score < 1
    assert best.reasons[0].startswith(way)


def test_the_best_come_first_and_no_more_than_asked_for(pipeline: Pipeline) -> None:
    found = candidates(pipeline.registry, pipeline.names, "Министерство", limit=3)
    scores = [each.score for each in found]
    assert len(found) == 3
    assert scores == sorted(scores, reverse=True)
    assert len({each.iri for each in found}) == 3


def test_a_post_is_found_with_the_body_it_is_in(pipeline: Pipeline) -> None:
    post, body = _candidates(pipeline, "министр финансов")[:2]
    assert post.iri == pipeline.registry.post_iri("mof", "minister")
    assert (body.iri, body.reasons[0]) == (_body(pipeline, "mof"), "has the post: minister")
    assert body.score < post.score


def test_the_day_tells_bodies_of_one_name_apart(pipeline: Pipeline) -> None:
    early, late = (_candidates(pipeline, "МКИ", on=day)[0] for day in (date(2013, 5, 5), date(2024, 5, 5)))
    assert (early.iri, late.iri) == (_body(pipeline, "mcultinfo-2014"), _body(pipeline, "mci"))
    assert "may exist on 2024-05-05" in late.reasons
    assert len({each.score for each in _candidates(pipeline, "МКИ")[:2]}) == 1


def test_a_name_in_another_language_counts_a_little_less(pipeline: Pipeline) -> None:
    same, other = (_candidates(pipeline, "Қаржы министрлігі", language)[0].score for language in ("kk", "ru"))
    assert same > other > 0.9


def test_a_territory_is_a_reason(pipeline: Pipeline) -> None:
    best = _candidates(pipeline, "акимат Абайской области")[0]
    assert best.iri == _body(pipeline, "akimat-abai")
    assert "territory: abai" in best.reasons


@pytest.mark.parametrize("text", ["", "–", "№ 5", "щфывапрол"])
def test_nothing_is_like_nothing(pipeline: Pipeline, text: str) -> None:
    assert _candidates(pipeline, text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Қазақстан", "Qazaqstan"), ("Қазақстан", "Kazakhstan"), ("Жетісу", "Jetisu"), ("Юстиция", "Yustitsiya")],
)
def test_romanisations_of_a_name_are_one(one: str, other: str) -> None:
    assert plain_latin(one) == plain_latin(other)
