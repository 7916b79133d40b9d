"""A server on this machine that plays the sites acts are published on, with all that can go wrong there."""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SHELL = '<!DOCTYPE html><html><head><title>Portal</title></head><body><div id="root"></div></body></html>'
TITLES = {"rus": "Об уборке снега", "kaz": "Қар жинау туралы"}
HEADS = {
    "rus": "Постановление Правительства Республики Казахстан от 3 мая 2017 года № 690",
    "kaz": "Қазақстан Республикасы Үкіметінің 2017 жылғы 3 мамырдағы № 690 қаулысы",
}
DUTIES = {
    "rus": "Министерству энергетики Республики Казахстан в срок до 5 мая 2021 года убрать снег.",
    "kaz": "Қазақстан Республикасының Энергетика министрлігі 2021 жылғы 5 мамырға дейін қарды жинасын.",
}


def article(language: str) -> str:
    """Give the article of an invented resolution."""
    enacts = {"rus": "Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:", "kaz": "Үкімет ҚАУЛЫ ЕТЕДІ:"}[language]
    lines = (HEADS[language], TITLES[language], enacts, f"&nbsp;1. {DUTIES[language]}")
    return "<article>" + "".join(f'<p id="z{number}">{line}</p>' for number, line in enumerate(lines)) + "</article>"


def page(language: str) -> str:
    """Give the page of the invented resolution, as the old engine makes it."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div id="container" class="module_npaView'
        f' lang_{language}"><div class="container_alpha slogan"><h1>{TITLES[language]}</h1><p>{HEADS[language]}</p>'
        f'</div><div class="container_gamma text"><div class="gs_12">{article(language)}</div></div></div></body>'
        "</html>"
    )


def answer(language: str) -> str:
    """Give the invented resolution as the new engine answers it."""
    return json.dumps({"ngr": "P1700000690", "title": TITLES[language], "text_content": article(language)})


@dataclass
class Site:
    """How the server behaves; what is set for a path here takes the place of what it does otherwise.

    `failures` are statuses answered, first to last, before the path is answered as usual; `cut` is how many answers
    break off in the middle, `redirects` where a path leads to, and `slow` paths are not answered before the end.
    """

    robots: str | None = None
    robots_status: int = 200
    retry_after: str | None = None
    only_shells: bool = False
    failures: dict[str, list[int]] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    slow: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    url: str = ""
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def acts(self) -> list[str]:
        """What was asked for but robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        site, path = self.site, self.path
        site.asked.append(path)
        site.agents.add(self.headers.get("User-Agent", ""))
        if path in site.slow:
            site.ended.wait(30)
            self.close_connection = True
        elif waiting := site.failures.get(path):
            self._send(waiting.pop(0), "trouble", "text/plain")
        elif path in site.redirects:
            self._send(302, "", "text/plain", Location=site.redirects[path])
        elif path == "/robots.txt":
            found = site.robots is not None
            self._send(site.robots_status if found else 404, site.robots or "", "text/plain")
        else:
            self._answer(urlsplit(path).path.split("/"))

    def _answer(self, parts: list[str]) -> None:
        if self.path in self.site.bodies:
            self._send(200, self.site.bodies[self.path], "text/html; charset=utf-8")
        elif parts[-1] == "P1700000999":
            self._send(404, "nothing here", "text/html")
        elif parts[1] == "api":
            language = parse_qs(urlsplit(self.path).query)["language"][0]
            self._send(200, answer(language), "application/json")
        elif self.site.only_shells:
            self._send(200, SHELL, "text/html; charset=utf-8")
        else:
            self._send(200, page(parts[1]), "text/html; charset=utf-8")

    def _send(self, status: int, text: str, media_type: str, **headers: str) -> None:
        data = text.encode()
        tag = f'"{hashlib.sha256(data).hexdigest()[:8]}"'
        if status == 200 and self.headers.get("If-None-Match") == tag:
            status, data = 304, b""
        if status in (429, 503) and self.site.retry_after:
            headers["Retry-After"] = self.site.retry_after
        self.send_response(status)
        for name, value in {"Content-Type": media_type, "ETag": tag, **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.site.cut.get(self.path, 0):
            self.site.cut[self.path] -= 1
            data, self.close_connection = data[: len(data) // 2], True
        with suppress(ConnectionError):
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what was asked is in `asked`."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away; anything else is a fault of this server."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve() -> Iterator[Site]:
    """Run a site on a free port; its address is its `url`."""
    site = Site()
    handler = type("Handler", (_Handler,), {"site": site})
    with _Server(("127.0.0.1", 0), handler) as server:
        site.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            site.ended.set()
            server.shutdown()
            thread.join()
