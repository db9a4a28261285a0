"""How does a letter look as a page?

One HTML document that asks for nothing from anywhere: no images, no scripts, no styles but its own. Mail programs know
little CSS, so it is one column that can also be read without any. What went and came differs in more than colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import diffs
from alerts.letter import Command, Heading, Letter, Paragraph, Part, Passage, Place, Points, Proof, Source, Table
from alerts.neutral import is_link, one_line, spaced
from model import Edit, Severity

_STYLE = """
:root{color-scheme:light dark}
body{margin:0;padding:0;background:#f4f4f1;color:#1d1d1b;
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
main{max-width:640px;box-sizing:border-box;margin:0 auto;padding:24px 20px;background:#fff;overflow-wrap:anywhere}
h1{font-size:22px;line-height:1.25;margin:2px 0 14px}
h2{font-size:17px;line-height:1.3;margin:28px 0 10px;padding-top:14px;border-top:1px solid #ddd}
p{margin:0 0 10px}
ul{margin:0 0 10px;padding-left:20px}
li{margin:0 0 6px}
table{border-collapse:collapse;margin:0 0 10px;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-bottom:1px solid #ddd}
.about,.where,.cite,footer{color:#5c5c57;font-size:13px}
.about{margin:0;font-family:ui-monospace,Menlo,Consolas,monospace}
.strong{font-weight:600}
.change{margin:0 0 14px;padding:10px 12px;border-left:4px solid #b9b9b2;background:#f8f8f6}
.major{border-left-color:#b3261e}
.minor{border-left-color:#b06a00}
.change p{margin:0 0 6px}
.change .words{margin:0}
.where{font-weight:600}
.says{font-size:14px}
.cite,.digest,code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:12px}
.source{margin:0 0 12px;font-size:14px}
.source span{display:block}
code{display:block;padding:8px 10px;background:#f0f0ec;white-space:pre-wrap}
del{color:#8c1d18;background:#fbe3e1;text-decoration:line-through}
ins{color:#0b5c2b;background:#dcf3e3;text-decoration:underline}
del+ins{margin-left:3px}
a{color:#0a58a8}
footer{margin-top:28px;padding-top:12px;border-top:1px solid #ddd}
@media (prefers-color-scheme:dark){
body{background:#161616;color:#e8e8e4}
main{background:#1f1f1f}
h2,th,td,footer{border-color:#444}
.about,.where,.cite,footer{color:#b0b0a8}
.change{background:#292927;border-left-color:#66665f}
.major{border-left-color:#f2857d}
.minor{border-left-color:#e0a24a}
code{background:#2b2b2b}
del{color:#ffb4ab;background:#4a1f1c}
ins{color:#9fe3b4;background:#153a22}
a{color:#8ec2ff}
}
"""
_STRONG = ' class="strong"'
_HEAD = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
)


def as_page(letter: Letter) -> str:
    """The whole document, every text escaped."""
    parts = "\n".join(html for part in letter.parts for html in _html(part))
    foot = "".join(f"<p>{_text(line)}</p>" for line in letter.foot)
    about = f'<p class="about">{_text(letter.about)}</p>\n' if letter.about else ""
    return (
        f"{_HEAD}<title>{_text(letter.subject)}</title><style>{_STYLE}</style></head>\n<body><main>\n"
        f"{about}<h1>{_text(letter.title)}</h1>\n{parts}\n"
        f"{f'<footer>{foot}</footer>' if foot else ''}\n</main></body></html>\n"
    )


def _html(part: Part) -> Iterator[str]:
    match part:
        case Paragraph(text=text, strong=strong):
            yield f"<p{_STRONG if strong else ''}>{_text(text)}</p>"
        case Heading(text=text):
            yield f"<h2>{_text(text)}</h2>"
        case Passage():
            yield from _passage(part)
        case Source():
            yield from _source(part)
        case Proof(root=root):
            yield f'<p class="digest">evidence {_text(root)}</p>'
        case Command(words=words, command=command):
            yield f"<p>{_text(words)}</p><p><code>{_text(command)}</code></p>"
        case Points(items=items):
            yield f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in items)}</ul>"
        case Table(head=head, rows=rows):
            yield f"<table>{_row(head, 'th')}{''.join(_row(row, 'td') for row in rows)}</table>"


def _row(cells: tuple[str, ...], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_text(cell)}</{tag}>' for cell in cells)}</tr>"


def _passage(part: Passage) -> Iterator[str]:
    grave = f" {part.severity}" if part.severity is not Severity.NONE else ""
    yield f'<div class="change{grave}"><p class="where">{_text(part.where)}</p>'
    yield f'<p class="says">{_text(part.says)} <span class="cite">#{_text(part.citation)}</span></p>'
    yield f'<p class="words">{diffs.as_html(Edit(kind=e.kind, text=spaced(e.text)) for e in part.edits)}</p></div>'


def _source(part: Source) -> Iterator[str]:
    yield f'<p class="source"><span class="strong">{_text(part.label)}: {_text(part.citation)}</span>'
    yield f'<span class="digest">sha256:{_text(part.digest)}</span>'
    yield from (f"<span>{_place(place)}</span>" for place in part.places)
    yield "</p>"


def _place(place: Place) -> str:
    address = _text(place.address)
    if is_link(place.address):
        address = f'<a href="{escape(place.address)}" rel="noreferrer noopener">{address}</a>'
    return f"{_text(place.text)} {address}"


def _text(text: str) -> str:
    return escape(one_line(text))
