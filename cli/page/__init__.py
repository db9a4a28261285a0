"""What does a comparison look like as a page? One HTML document that stands alone in one file.

It asks for nothing from anywhere, runs nothing, and says so to the browser. What went and came differs in more than
colour: it is struck out and underlined, and said to those who listen. It reads well on a phone, on a desk, on paper,
and without its style.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import diffs
from cli import wording
from cli.answers import Answer
from cli.comparing import Comparison
from cli.page import contents, rows, sides
from cli.page.markup import Html, element, joined, spoken
from cli.page.style import POLICY, STYLE
from cli.wording import day

__all__ = ["as_page"]


def as_page(found: Comparison) -> str:
    """The whole document."""
    told = found.told
    name = told["after"]["title"] or told["after"]["timeline"]
    days = f"{day(told['before']['last_seen'])} → {day(told['after']['first_seen'])}"
    title = element("title", f"{name}: {days}")
    listed = contents.contents(found)
    head = element("header", *_head(found, name), class_="top")
    main = element("main", *_sections(found), sides.sources(told), id="changes")
    body = joined([_SKIP, head, *([listed] if listed else []), main])
    inside = element("head", *_META, title, element("style", Html(STYLE)))
    page = element("html", Html("\n"), inside, Html("\n"), element("body", Html("\n"), body), lang="en")
    return f"<!doctype html>\n{page}\n"


_SKIP = element("a", "Skip to the changes", href="#changes", class_="skip")
_META = (
    Html('<meta charset="utf-8">'),
    Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
    Html('<meta name="viewport" content="width=device-width,initial-scale=1">'),
    Html('<meta name="color-scheme" content="light dark">'),
    Html('<meta name="referrer" content="no-referrer">'),
    Html('<meta name="generator" content="clausewatch">'),
)


def _head(found: Comparison, name: str) -> Iterator[Html]:
    told = found.told
    yield element("p", told["after"]["timeline"], class_="about")
    yield element("h1", name, **spoken(told["after"]["language"]))
    yield from sides.bracket(told)
    yield element("p", _summary(found), class_="summary")
    yield sides.sides(told)


def _summary(found: Comparison) -> str:
    counts: dict[str, int] = {}
    for one in (*found.told["changes"], *found.left):
        names = "+".join(one["kinds"])
        counts[names] = counts.get(names, 0) + 1
    return f"{wording.kinds(counts).capitalize()}." if counts else "No difference in the words."


# ---------------------------------------------------------------- sections


def _sections(found: Comparison) -> Iterator[Html]:
    for part, answer in zip(found.sections, found.told["sections"], strict=True):
        yield rows.folded(part, found) if isinstance(part, diffs.Folded) else _section(part, answer, found)


def _section(part: diffs.Section, answer: Answer, found: Comparison) -> Html:
    above = " › ".join(answer["headings"][:-1])
    language = spoken(found.told["before" if part.gone else "after"]["language"])
    inside = [element("p", above, class_="above", **language)] if above else []
    own = _own_change(part, found)
    if own:
        inside.append(rows.told(own, found, "h2"))
    else:
        inside.append(element("h2", contents.own(answer), **(language if answer["headings"] else {})))
    if part.gone and part.heading and not own:
        inside.append(element("p", "This section stood here before.", class_="note"))
    if part.continued:
        inside.append(element("p", "Continued.", class_="note"))
    rest = part.rows[1:] if own else part.rows
    return element("section", *inside, *_rows(rest, found), id=contents.name(part))


def _own_change(part: diffs.Section, found: Comparison) -> diffs.Told | None:
    """The change of the section's own heading, if that changed."""
    first = part.rows[0]
    if not isinstance(first, diffs.Told) or part.heading is None:
        return None
    change = found.changes[first.change]
    return first if (change.before if part.gone else change.after)[:1] == (part.heading,) else None


def _rows(inside: Sequence[diffs.Row], found: Comparison) -> Iterator[Html]:
    for row in inside:
        match row:
            case diffs.Told():
                yield rows.told(row, found)
            case diffs.Elsewhere():
                yield rows.elsewhere(row, found)
            case diffs.Folded():
                yield rows.folded(row, found)
