"""The little of WordprocessingML that every part needs; both of its namespaces, the strict one too, are read alike."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "Choice"))


def kind(element: etree._Element) -> str:
    """Give the element's name without its namespace; empty for what is not an element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """Give an attribute of the element's own namespace, `None` when there is none."""
    if element is None:
        return None
    namespace, brace, _ = str(element.tag).rpartition("}")
    return element.get(namespace + brace + name)


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """Give an attribute as a number, `None` when there is none or it is not one."""
    text = value(element, name) or ""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Follow the names down from the element, each time to the first child so called."""
    for name in names:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Give the children so called."""
    return (each for each in element if kind(each) == name)


def switched_on(element: etree._Element | None) -> bool:
    """Tell whether a property that is on or off is on: there, and not said to be off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def contents(element: etree._Element) -> Iterator[etree._Element]:
    """Give the children, with those of what only wraps them (content controls, insertions) in its place."""
    pending = [iter(element)]
    while pending:
        each = next(pending[-1], None)
        if each is None:
            pending.pop()
        elif kind(each) == "AlternateContent":
            pending.append(iter(list(each)[:1]))
        elif kind(each) in _WRAPPERS:
            pending.append(iter(each))
        else:
            yield each
