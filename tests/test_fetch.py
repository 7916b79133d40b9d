"""Fetching acts: from a server on this machine that plays the site, with its failures; no time is really waited."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import adilet_server
import pytest
from adilet_server import SHELL, Site
from sparql_server import free_port

from remit import cli
from remit.loaders.addresses import sites
from remit.loaders.fetched import RECORD, record_of
from remit.loaders.fetching import FetchReport, fetch
from remit.loaders.politeness import Clock
from remit.loaders.sources import find_sources
from remit.loaders.web import Client
from remit.ontology.errors import UsageError

ACT = "P1700000690"
PAGE = f"/rus/docs/{ACT}"
ANSWER = f"/api/documents/by-ngr/{ACT}?language=rus"


@dataclass
class Waits:
    """A clock that only moves when somebody waits."""

    slept: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: sum(self.slept), self.slept.append)


@pytest.fixture
def site() -> Iterator[Site]:
    with adilet_server.serve() as served:
        yield served


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def get(site: Site, waits: Waits, tmp_path: Path):  # type: ignore[no-untyped-def]
    def run(*entries: str, languages: tuple[str, ...] = ("ru",), refresh: bool = False, **options: Any) -> FetchReport:
        client = Client(sites(site.url), options.pop("rate", 0), clock=waits.clock, **options)
        return fetch(
            entries or (ACT,), tmp_path / "acts", languages=languages, engine=site.url, rate=0, refresh=refresh,
            client=client,
        )  # fmt: skip

    return run


def failure(report: FetchReport) -> str:
    """Give the only failure of a fetch that got nothing."""
    assert not report.fetched
    ((_, error),) = report.failures
    assert error.exit_status == 3
    assert "\n" not in str(error)
    return str(error)


def test_an_act_is_kept_with_where_and_when_it_was_got(get, site: Site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    before = datetime.now(UTC) - timedelta(seconds=1)
    report = get(languages=())
    folder = tmp_path / "acts"
    assert report.fetched == tuple(f"{folder}/{ACT}.{language}.html" for language in ("kk", "ru"))
    assert site.asked == ["/robots.txt", f"/kaz/docs/{ACT}", PAGE]
    assert [agent.split()[0] for agent in site.agents] == ["remit"]
    path = folder / f"{ACT}.ru.html"
    assert path.read_text("utf-8") == adilet_server.page("rus")
    told = json.loads((folder / f"{ACT}.ru.html{RECORD}").read_text("utf-8"))
    retrieved = datetime.fromisoformat(told.pop("retrieved"))
    assert before <= retrieved <= datetime.now(UTC)
    digest = sha256(path.read_bytes()).hexdigest()
    assert told == {
        "act": ACT, "language": "ru", "version": None, "url": f"{site.url}{PAGE}", "status": 200,
        "media_type": "text/html", "sha256": digest, "etag": f'"{digest[:8]}"',
    }  # fmt: skip
    assert len(os.listdir(folder)) == 4


def test_what_is_there_whole_is_not_asked_for_again(get, site: Site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (path,) = get().fetched
    site.asked.clear()
    assert get().there == (path,)
    assert site.asked == []
    Path(path).write_text("cut short", "utf-8")
    assert get().fetched == (path,)
    Path(path + RECORD).write_text("{}", "utf-8")
    assert get().fetched == (path,)


def test_refreshing_asks_only_for_what_is_new(get, site: Site) -> None:  # type: ignore[no-untyped-def]
    (path,) = get().fetched
    assert get(refresh=True).there == (path,)
    assert site.acts == [PAGE, PAGE]
    site.bodies[PAGE] = adilet_server.page("rus").replace("снег", "лёд")
    assert get(refresh=True).fetched == (path,)
    assert "лёд" in Path(path).read_text("utf-8")


def test_where_the_page_is_a_shell_the_answer_of_the_new_engine_is_taken(get, site: Site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    get()
    site.only_shells = True
    report = get(refresh=True)
    assert report.fetched == (f"{tmp_path}/acts/{ACT}.ru.json",)
    assert site.acts == [PAGE, PAGE, ANSWER]
    assert sorted(os.listdir(tmp_path / "acts")) == [f"{ACT}.ru.json", f"{ACT}.ru.json{RECORD}"]
    assert get().there == report.fetched


def test_where_neither_engine_has_a_text_that_is_said(get, site: Site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    site.bodies = {PAGE: SHELL, ANSWER: SHELL}
    told = failure(get())
    assert told.startswith(f"{ACT} (ru): {site.url}{PAGE}: no text in this page | {site.url}{ANSWER}: broken JSON")
    assert not (tmp_path / "acts").exists()


def test_a_page_that_breaks_off_is_not_kept(get, site: Site) -> None:  # type: ignore[no-untyped-def]
    site.bodies = {PAGE: adilet_server.page("rus").partition("</article>")[0], ANSWER: "{}"}
    assert "the page breaks off" in failure(get())


def test_trouble_on_the_server_is_waited_out_longer_each_time(get, site: Site, waits: Waits) -> None:  # type: ignore[no-untyped-def]
    site.failures[PAGE] = [500, 502, 503, 504]
    assert get().fetched
    assert site.acts == [PAGE] * 5
    assert len(waits.slept) == 3  # of four: the first new try needs no more than the usual distance
    assert all(longer > shorter for shorter, longer in pairwise(waits.slept))


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_the_server_asks_for_is_kept(status: int, get, site: Site, waits: Waits) -> None:  # type: ignore[no-untyped-def]
    site.failures[PAGE], site.retry_after = [status], "7"
    assert get().fetched
    assert waits.slept == [7]


def test_a_wait_may_be_a_date_or_nonsense(get, site: Site, waits: Waits) -> None:  # type: ignore[no-untyped-def]
    site.failures[PAGE], site.retry_after = [429], f"{datetime.now(UTC) + timedelta(seconds=100):%a, %d %b %Y %X GMT}"
    assert get().fetched
    assert 90 < sum(waits.slept) <= 100
    site.failures[PAGE], site.retry_after = [429], "soon"
    assert get(refresh=True).there


def test_a_wait_too_long_is_told_instead(get, site: Site, waits: Waits) -> None:  # type: ignore[no-untyped-def]
    site.failures[PAGE], site.retry_after = [429], "3600"
    ((_, first), (_, second)) = get(ACT, "P1700000691").failures
    assert "asks to wait 3600 s" in str(first) and "asks to wait 3600 s" in str(second)
    assert (site.acts, waits.slept) == ([PAGE], [])


def test_one_failure_stops_nothing_else(get, site: Site) -> None:  # type: ignore[no-untyped-def]
    report = get("P1700000999", "no such thing", ACT)
    assert [Path(path).name for path in report.fetched] == [f"{ACT}.ru.html"]
    assert [name for name, _ in report.failures] == ["no such thing", "P1700000999.ru"]
    assert str(report.failures[1][1]).count(": not there") == 2


def test_a_site_that_fails_time_after_time_is_left_alone(get, site: Site) -> None:  # type: ignore[no-untyped-def]
    acts = [f"P17000006{number}" for number in range(90, 94)]
    site.failures = {
        path: [500] * 9 for act in acts for path in (f"/rus/docs/{act}", f"/api/documents/by-ngr/{act}?language=rus")
    }
    report = get(*acts)
    assert "answered 500 (5 tries)" in str(report.failures[0][1])
    assert "3 requests in a row failed" in str(report.failures[3][1])
    assert len(site.acts) == 15


def test_a_connection_cut_is_tried_again(get, site: Site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    site.cut[PAGE] = 2
    assert get().fetched
    assert site.acts == [PAGE] * 3
    site.cut, site.bodies[PAGE] = {PAGE: 9, ANSWER: 9}, adilet_server.page("rus").replace("снег", "лёд")
    told = str(get(refresh=True).failures[0][1])
    assert told.count("broke the connection off (5 tries)") == 2
    assert record_of(tmp_path / "acts" / f"{ACT}.ru.html")


def test_redirects_are_followed_on_the_site_and_no_further_than_five(get, site: Site) -> None:  # type: ignore[no-untyped-def]
    site.redirects[PAGE] = f"/old{PAGE}#z5"
    site.bodies[f"/old{PAGE}"] = adilet_server.page("rus")
    (path,) = get().fetched
    record = record_of(Path(path))
    assert record and record.url == f"{site.url}/old{PAGE}"
    site.redirects = {PAGE: "/a", "/a": "/b", "/b": "/a"}
    site.bodies[ANSWER] = "{}"
    site.asked.clear()
    ((_, error),) = get(refresh=True).failures
    assert "more than 5 redirects" in str(error)
    assert site.acts == [PAGE, "/a", "/b", "/a", "/b", "/a", ANSWER]


@pytest.mark.parametrize("target", ["http://localhost:1/x", "file:///etc/hostname", "ftp://127.0.0.1/x", "http://[x"])
def test_a_redirect_that_leads_away_is_not_followed(target: str, get, site: Site) -> None:  # type: ignore[no-untyped-def]
    site.redirects, site.bodies[ANSWER] = {PAGE: target}, "{}"
    assert "leads away, to " in failure(get())


def test_robots_txt_is_heeded(get, site: Site, waits: Waits) -> None:  # type: ignore[no-untyped-def]
    site.robots = "User-agent: *\nDisallow: /rus/\nDisallow: /api/\nCrawl-delay: 20\n"
    report = get(languages=("kk", "ru"))
    assert [Path(path).name for path in report.fetched] == [f"{ACT}.kk.html"]
    assert "robots.txt of the site asks not to fetch this" in str(report.failures[0][1])
    assert site.asked == ["/robots.txt", f"/kaz/docs/{ACT}"]
    assert waits.slept == [20]
    get("P1700000691", "P1700000692", languages=("kk",), rate=30)
    assert waits.slept == [20, 30, 30]


def test_robots_txt_that_lets_us_in(get, site: Site) -> None:  # type: ignore[no-untyped-def]
    site.robots = SHELL  # the new engine answers any path with one
    assert get().fetched
    site.robots = "User-agent: remit\nDisallow:\n\nUser-agent: *\nDisallow: /\n"
    assert get("P1700000691").fetched


@pytest.mark.parametrize(("status", "told"), [(403, "asks not to fetch"), (500, "robots.txt"), (404, ""), (410, "")])
def test_robots_txt_that_cannot_be_had(status: int, told: str, get, site: Site) -> None:  # type: ignore[no-untyped-def]
    site.failures["/robots.txt"] = [status] * 5
    report = get()
    assert told in str(report.failures[0][1]) if told else report.fetched
    assert bool(site.acts) is not bool(told)


def test_robots_txt_that_asks_for_too_much_time(get, site: Site) -> None:  # type: ignore[no-untyped-def]
    site.robots = "User-agent: *\nCrawl-delay: 86400\n"
    assert "asks to wait 86400 s" in failure(get())


def test_requests_are_kept_apart(get, site: Site, waits: Waits) -> None:  # type: ignore[no-untyped-def]
    get(languages=("kk", "ru"), rate=3)
    assert waits.slept == [3, 3]


def test_a_slow_answer_is_not_waited_for_without_end(get, site: Site) -> None:  # type: ignore[no-untyped-def]
    site.slow = {PAGE, ANSWER}
    assert "did not answer in time" in failure(get(timeout=0.05))


def test_a_page_too_large_is_not_kept(get, site: Site) -> None:  # type: ignore[no-untyped-def]
    site.bodies = {PAGE: adilet_server.page("rus") + " " * 100_000, ANSWER: "{}"}
    assert "more than 48 kB" in failure(get(max_bytes=48 << 10))


def test_a_site_that_is_not_there(tmp_path: Path, waits: Waits) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with Client(sites(url), 0, clock=waits.clock) as client:
        report = fetch([ACT], tmp_path, languages=["ru"], engine=url, rate=0, client=client)
    assert "does not take connections (5 tries)" in failure(report)


def test_a_list_names_one_act_a_line(get, site: Site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    acts = tmp_path / "acts.txt"
    acts.write_text(f"\ufeff# wanted\n\n {ACT} \nhttps://adilet.zan.kz/rus/docs/{ACT}#z7\nP1700000691\n", "utf-8")
    assert [Path(path).name for path in get(f"@{acts}").fetched] == [f"{ACT}.ru.html", "P1700000691.ru.html"]


def test_usage_is_checked_before_anything_is_asked(get, site: Site, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError, match="cannot be read"):
        get(f"@{tmp_path}/nowhere.txt")
    with pytest.raises(UsageError, match="no language 'de'"):
        get(languages=("ru", "de"))
    with pytest.raises(UsageError, match="not the address of a server"):
        fetch([ACT], tmp_path, engine="file:///tmp", rate=0)
    assert site.asked == []


def test_a_folder_that_cannot_be_written_to(get, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "acts").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        get()


def test_a_write_that_fails_leaves_what_was_there(get, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (path,) = get().fetched
    before = sorted(os.listdir(Path(path).parent))
    site.bodies[PAGE] = adilet_server.page("rus").replace("снег", "лёд")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        get(refresh=True)
    assert sorted(os.listdir(Path(path).parent)) == before
    assert record_of(Path(path))


def test_what_was_changed_since_is_a_file_like_any_other(get, site: Site) -> None:  # type: ignore[no-untyped-def]
    (path,) = get().fetched
    (source,) = find_sources([str(Path(path).parent)])
    assert (source.name, source.origin) == (path, f"{site.url}{PAGE}")
    assert source.retrieved and source.retrieved.tzinfo
    Path(path).write_bytes(Path(path).read_bytes() + b"\n")
    (source,) = find_sources([path])
    assert (source.origin, source.retrieved) == (path, None)


@pytest.mark.parametrize("shell", [False, True], ids=["page", "answer"])
def test_what_was_fetched_is_loaded_with_its_source(
    shell: bool, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def remit(*arguments: str) -> Any:
        assert cli.run([*arguments, "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REMIT_GRAPH", "graph")
    site.only_shells = shell
    suffix, address = ("json", ANSWER) if shell else ("html", PAGE)
    names = [f"fetched/{ACT}.{language}.{suffix}" for language in ("kk", "ru")]
    assert remit("fetch", ACT, "--engine", site.url, "--rate", "0")["fetched"] == names
    assert remit("load", "fetched")["loaded"] == names
    documents = {row["document"]: row for row in remit("query", "documents")}
    assert documents[names[1]]["source"] == f"{site.url}{address}"
    acts = {row["document"]: row for row in remit("query", "acts")}
    assert {(acts[name]["type"], acts[name]["number"], acts[name]["date"]) for name in names} == {
        ("government-resolution", "690", "2017-05-03")
    }
    assert acts[names[0]]["act"] == acts[names[1]]["act"]
    duties = {row["document"]: row for row in remit("query", "duties")}
    assert duties[names[1]]["due_by"] == "2021-05-05"
    got = remit("sparql", "SELECT ?t { GRAPH ?g { ?d <https://w3id.org/remit/ns#retrievedAt> ?t } }")
    record = record_of(Path(names[1]))
    assert record and f"{record.retrieved:%Y-%m-%dT%H:%M:%S}" in {row["t"][:19] for row in got}
    assert remit("verify")["findings"] == []


def test_the_command_tells_what_is_not_to_be_had(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "acts")
    options = ("--lang", "ru", "--engine", site.url, "--rate", "0", "--out", out)
    assert cli.run(["fetch", ACT, "P1700000999", "snow", *options]) == 3
    told = capsys.readouterr()
    assert told.out.startswith(f"{out}: 1 fetched, 2 not to be had (")
    lines = told.err.splitlines()
    assert [line[:7] for line in lines] == ["remit: "] * 2
    assert "neither an id of an act nor an address: 'snow'" in lines[0]
    assert "P1700000999 (ru)" in lines[1]
    assert cli.run(["fetch", ACT, *options]) == 0
    assert capsys.readouterr().out.startswith(f"{out}: 1 there already (")
