"""A picture as one HTML file: pyvis fills our template with the network, and nothing is loaded from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markupsafe import Markup

_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = ("view_graph.js", "view_panel.js")
# What could end a script element or a line of script inside data.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}

Rows = list[dict[str, Any]]

_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "tooltipDelay": 100,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
}


def page_html(heading: str, nodes: Rows, edges: Rows, page: dict[str, Any]) -> str:
    """Give the HTML of a page: `nodes` and `edges` as vis-network takes them, `page` all else that its script reads."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup
    from pyvis.network import Network

    templates = files("remit.graph") / "templates"
    scripts = [(files("pyvis") / _LIBRARY).read_text("utf-8")]
    scripts += [(templates / name).read_text("utf-8") for name in _SCRIPTS]
    environment = Environment(loader=FileSystemLoader(str(templates)), autoescape=True, undefined=StrictUndefined)
    environment.filters["embed"] = embed
    environment.globals.update(
        page=page,
        scripts=[Markup(text) for text in scripts],
        script_hashes=Markup(" ".join(map(_hash, scripts))),
        style=Markup((templates / "view.css").read_text("utf-8")),
    )
    network = Network(directed=True, heading=heading, cdn_resources="in_line")
    network.templateEnv, network.path = environment, "view.html"
    network.options = _OPTIONS
    # `add_node` and `add_edge` look through all that is there at each call.
    network.nodes, network.edges = nodes, edges
    return str(network.generate_html(notebook=False))


def embed(value: object) -> Markup:
    """Write a value as JSON that cannot leave the script element it stands in."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return Markup(text)


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
