"""Explaining: which rules fired where in a file, and why a block gave nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from remit.commands.ground import FOUND

if TYPE_CHECKING:
    from remit.commands import options as opt
    from remit.loaders.explaining import Explanation


def explain(file: opt.FileLine, status: opt.Status = None, format: opt.TextFormat = "text") -> int:
    """Tell which rules fired where in a file, or on one line of it, and why a block gave nothing."""
    from remit.commands.rendering import print_json
    from remit.loaders.explaining import explain as explained
    from remit.loaders.pipeline import Pipeline
    from remit.loaders.sources import find_source
    from remit.ontology.registry import load_registry

    path, line = _place(file)
    source = find_source(path)
    blocks = explained(Pipeline(load_registry()), source, line)
    wanted = [block for block in blocks if not status or block.status == status]
    if format == "json":
        print_json([block.as_json() for block in wanted])
    else:
        print("\n\n".join(_told(block, in_full=line is not None) for block in wanted))
    return FOUND


def _place(file: str) -> tuple[str, int | None]:
    """Part `FILE:LINE`; a file whose name ends so is one all the same."""
    from pathlib import Path

    path, colon, line = file.rpartition(":")
    return (path, int(line)) if colon and line.isdecimal() and not Path(file).exists() else (file, None)


def _told(block: Explanation, in_full: bool) -> str:
    quote = " ".join(block.quote.split())
    shown = quote if in_full or len(quote) <= 100 else f"{quote[:99]}…"
    rule = f" ({block.understood})" if block.understood else ""
    lines = [
        f"{block.line}: {shown}",
        f"  {block.kind} in {block.part or 'no part'}, {block.language}: {block.why}{rule}",
    ]
    lines += [f"  {each.rule}: {each.claim} «{_line(each.quote)}»" for each in block.fired]
    if in_full or block.status == "unknown":
        lines += [f"  names «{_line(each.quote)}»: {', '.join(each.meanings)}" for each in block.named]
    if in_full:
        lines += _matches(block)
    return "\n".join(lines)


def _matches(block: Explanation) -> list[str]:
    """Give a line a rule, with the passages it matches."""
    passages: dict[str, list[str]] = {}
    for each in block.matched:
        passages.setdefault(f"{each.rule} ({each.kind})", []).append(f"«{_line(each.quote)}»")
    return [f"  matches {rule}: {', '.join(dict.fromkeys(quotes))}" for rule, quotes in passages.items()]


def _line(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= 100 else f"{text[:99]}…"


COMMANDS: dict[Callable[..., int], str] = {explain: "remit explain order.txt:12"}
