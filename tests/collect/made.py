"""Small files of every format, made from scratch, all text our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

PAGES = Path(__file__).parent / "pages"
PARAGRAPHS = (
    "Tolv av trettio deltagare har fått ett arbete sedan verkstaden i Åmål öppnade för ett år sedan.",
    "– Det gick fortare än någon vågade hoppas, säger föreståndaren Roland Bexelius.",
    "Verkstaden kostar 1,4 miljoner kronor om året och drivs av kommunen tillsammans med två företag.",
)
TITLE = "Verkstaden gav tolv nya jobb"


def page(name: str) -> bytes:
    return (PAGES / f"{name}.html").read_bytes()


def pdf(pages: Sequence[Sequence[tuple[float, float, float, str]]]) -> bytes:
    """A PDF of Helvetica text: for each page (x, y, size, text) of each line."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    kids = []
    for lines in pages:
        stream = b"".join(
            b"BT /F1 %.1f Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj ET\n" % (size, x, y, _escaped(text))
            for x, y, size, text in lines
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(b"%d 0 R" % (len(objects) + 1))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(
        b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )
    return out.getvalue()


def _escaped(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def article_pdf() -> bytes:
    """Three pages with running heads, two columns on the first, a word broken over a line."""
    head, left, right = 820.0, 60.0, 320.0
    first = [
        (left, head, 8, "Exempelbladet 2023"),
        (left, 760, 22, TITLE),
        (left, 720, 10, "Tolv av trettio deltagare har fått ett arbete"),
        (left, 707, 10, "sedan verkstaden i Åmål öppnade för ett år se-"),
        (left, 694, 10, "dan."),
        (left, 670, 10, "Alla som söker får plats inom en månad, och"),
        (left, 657, 10, "ingen behöver vänta på besked."),
        (right, 720, 10, "Verkstaden kostar 1,4 miljoner kronor om"),
        (right, 707, 10, "året och drivs av kommunen tillsammans med"),
        (right, 694, 10, "två företag."),
        (left, 30, 8, "Sida 1"),
    ]
    rest = [
        [
            (left, head, 8, "Exempelbladet 2023"),
            (left, 760, 14, f"Del {n}"),
            (
                left,
                730,
                10,
                f"Här fortsätter berättelsen om verkstaden med sitt avsnitt nummer {n}.",
            ),
            (left, 30, 8, f"Sida {n}"),
        ]
        for n in (2, 3)
    ]
    return pdf([first, *rest])


_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def docx(
    paragraphs: Sequence[tuple[str, str]],
    table: Sequence[Sequence[str]] = (),
    footnotes: Sequence[str] = (),
    drawn: str = "",
) -> bytes:
    """A Word file of (style, text) paragraphs, a drawn text box, then a table; its footnotes apart."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row)
        + "</w:tr>"
        for row in table
    )
    if drawn:
        box = f"<w:txbxContent><w:p><w:r><w:t>{drawn}</w:t></w:r></w:p></w:txbxContent>"
        both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        body += f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>"
    xml = f"<w:document {_W}><w:body>{body}{f'<w:tbl>{rows}</w:tbl>' if rows else ''}</w:body></w:document>"
    notes = "".join(
        f"<w:footnote><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>" for note in footnotes
    )
    members = {"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()}
    if footnotes:
        members["word/footnotes.xml"] = f"<w:footnotes {_W}>{notes}</w:footnotes>".encode()
    return archive(members)


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def mhtml(html: str, url: str) -> bytes:
    import quopri

    body = quopri.encodestring(html.encode("utf-8"))
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: "
        + url.encode()
        + b"\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="----gr"\r\n\r\n------gr\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: " + url.encode() + b"\r\n\r\n" + body + b"\r\n------gr\r\n"
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------gr--\r\n"
    )


def feed() -> bytes:
    text = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Exempelkuriren</title><item><title>{TITLE}</title>"
        "<link>https://www.exempelkuriren.example/1</link><pubDate>Sun, 05 Mar 2023 08:15:00 +0100</pubDate>"
        f"<dc:creator>Signe Almfors</dc:creator><content:encoded><![CDATA[{text}]]></content:encoded></item>"
        "<item><title>Kort</title><description>Bara en rad.</description></item></channel></rss>"
    ).encode()
