"""What to load: files and folders by path, under the names they were given as."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from remit.loaders.sources import find_sources
from remit.ontology.errors import UsageError


def _fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")


def test_a_folder_gives_what_can_be_read_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(tmp_path, "in/b.txt", "in/a.TXT", "in/deep/c.txt")
    _fill(tmp_path, "in/picture.png", "in/README.txt", "in/.hidden/d.txt", "in/.e.txt")
    monkeypatch.chdir(tmp_path)
    sources = list(find_sources(["in"]))
    assert [source.name for source in sources] == ["in/a.TXT", "in/b.txt", "in/deep/c.txt"]
    assert [source.read() for source in sources] == [b"in/a.TXT", b"in/b.txt", b"in/deep/c.txt"]


def test_a_file_is_a_source_whatever_it_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(tmp_path, "order.bin", "README.txt")
    monkeypatch.chdir(tmp_path)
    order, readme = find_sources(["order.bin", "./README.txt"])
    assert (order.name, order.media_type) == ("order.bin", None)
    assert (readme.name, readme.media_type) == ("README.txt", "text/plain")
    assert readme.origin == str(tmp_path / "README.txt")


def test_a_name_is_as_given_and_the_origin_absolute(tmp_path: Path) -> None:
    _fill(tmp_path, "a.txt")
    (source,) = find_sources([str(tmp_path / "." / "a.txt")])
    assert source.name == source.origin == (tmp_path / "a.txt").as_posix()


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    _fill(tmp_path, "a.txt")
    (source,) = find_sources([str(tmp_path)])
    (tmp_path / "a.txt").write_text("later", encoding="utf-8")
    assert source.read() == b"later"


def test_a_path_where_there_is_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        list(find_sources([str(tmp_path / "absent.txt")]))


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert list(find_sources([str(tmp_path)])) == []


def test_a_name_that_is_no_utf8_is_written_as_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Приказ", "utf-8")
    try:
        (tmp_path / os.fsdecode(b"\xff.txt")).write_text("Приказ", "utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    names = [source.name for source in find_sources([str(tmp_path)])]
    assert sorted(name.rpartition("/")[2] for name in names) == [r"\xff.txt", "good.txt"]
    assert [source.read() for source in find_sources([str(tmp_path)])] == ["Приказ".encode()] * 2
