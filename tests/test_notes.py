"""What a load tells of documents that were read but lack something."""

from __future__ import annotations

from pathlib import Path

from remit.graph import load as loading


def test_what_is_not_there_to_read_is_noted(tmp_path: Path) -> None:
    rows = ("№\tМероприятия\tСрок исполнения", "1\tПостроить мост\t2027 год", "2\tПокрасить мост\t2028 год")
    plan = "\n".join(("План мероприятий", "", *rows, ""))
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(plan, encoding="utf-8")
    report = loading.load(str(tmp_path / "graph"), [str(tmp_path / "one.txt"), str(tmp_path / "two.txt")])
    missing = "plan without a column of executors"
    one, two = (str(tmp_path / name) for name in ("one.txt", "two.txt"))
    assert report.notes == ((one, missing), (two, missing), (two, f"the same text as {one}, in whose place it stands"))
