"""Small PDF files drawn for tests: words and lines put where a test wants them, in a font of even width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

WIDTH, HEIGHT = 600, 800
ADVANCE = 0.5  # of the size, for every letter

_TURNS = {0: b"1 0 0 1 0 0", 90: b"0 1 -1 0 800 0", 180: b"-1 0 0 -1 600 800", 270: b"0 -1 1 0 -200 800"}
_PICTURE = b"q 100 0 0 100 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"


@dataclass
class Page:
    """A page; distances are points from the left and the top, of the page as it is shown when it is turned."""

    rotate: int = 0
    drawn: list[bytes] = field(default_factory=list)

    def write(self, left: float, top: float, text: str, size: int = 10) -> Page:
        """Write a line of text; letters are those of cp1251."""
        letters = text.encode("cp1251").hex().encode()
        self.drawn.append(b"BT /F %d Tf %.1f %.1f Td <%s> Tj ET\n" % (size, left, HEIGHT - top, letters))
        return self

    def lines(self, left: float, top: float, texts: Iterable[str], pitch: float = 12) -> Page:
        """Write lines below one another."""
        for number, text in enumerate(texts):
            self.write(left, top + number * pitch, text)
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> Page:
        """Draw a ruling line."""
        self.drawn.append(b"%.1f %.1f m %.1f %.1f l S\n" % (left, HEIGHT - top, right, HEIGHT - bottom))
        return self

    def grid(self, columns: list[float], rows: list[float]) -> Page:
        """Draw all lines of a table."""
        for at in columns:
            self.rule(at, rows[0], at, rows[-1])
        for at in rows:
            self.rule(columns[0], at, columns[-1], at)
        return self

    def picture(self) -> Page:
        """Draw a picture."""
        self.drawn.append(_PICTURE)
        return self


def pdf(*pages: Page, trailer: bytes = b"") -> bytes:
    """Give the file."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * index) for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 0 /LastChar 255 "
        b"/Widths [%s] /ToUnicode 4 0 R >>" % (b"500 " * 256),
        _stream(_letters()),
    ]
    for index, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % (WIDTH, HEIGHT, page.rotate, 6 + 2 * index)
        )
        objects.append(_stream(_TURNS[page.rotate] + b" cm\n" + b"".join(page.drawn)))
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    return data + end % (len(objects) + 1, trailer, start)


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _letters() -> bytes:
    """Say which letter each code stands for."""
    pairs = [b"<%02X> <%04X>" % (code, ord(bytes((code,)).decode("cp1251"))) for code in range(32, 256) if code != 0x98]
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
    head += b"1 begincodespacerange <00> <FF> endcodespacerange\n"
    chunks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(chunk), b"\n".join(chunk)) for chunk in chunks)
    return head + body + b"endcmap CMapName currentdict /CMap defineresource pop end end"
