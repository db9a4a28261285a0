"""In which sections did something change, and how much?"""

from __future__ import annotations

from collections.abc import Iterator

import diffs
from cli.answers import Answer
from cli.comparing import Comparison
from cli.page import rows
from cli.page.markup import Html, element
from cli.wording import count

_DEEPEST = 3


def contents(found: Comparison) -> Html:
    """The sections, each once, in reading order; nothing where there is only one."""
    changes = _changes(found)
    pairs = zip(found.sections, found.told["sections"], strict=True)
    parts = [(part, answer) for part, answer in pairs if isinstance(part, diffs.Section) and not part.continued]
    if len(parts) < 2:
        return Html()
    least = min((len(part.headings) for part, _ in parts if part.headings), default=0)
    items = [_entry(part, answer, changes[_key(part)], least) for part, answer in parts]
    title = element("h2", "Changed sections", id="contents")
    return element("nav", title, element("ol", *items), aria_labelledby="contents")


def _key(part: diffs.Section) -> tuple[bool, int]:
    return part.gone, part.begin


def _changes(found: Comparison) -> dict[tuple[bool, int], list[Answer]]:
    """The changes of each section, with those where it is continued."""
    changes: dict[tuple[bool, int], list[Answer]] = {}
    for part in found.sections:
        if isinstance(part, diffs.Section):
            numbers = [row.change for row in part.rows if isinstance(row, diffs.Told)]
            changes.setdefault(_key(part), []).extend(found.told["changes"][number] for number in numbers)
    return changes


def _entry(part: diffs.Section, answer: Answer, changes: list[Answer], least: int) -> Html:
    link = element("a", own(answer), href=f"#{name(part)}", dir="auto")
    counted = element("span", ", ".join(_counted(changes)), class_=f"count {_gravest(changes)}".strip())
    deep = min(_DEEPEST, max(0, len(part.headings) - least))
    return element("li", link, " ", counted, class_=f"deep-{deep}" if deep else None)


def _counted(changes: list[Answer]) -> Iterator[str]:
    yield count(len(changes), "change") if changes else "moved or merged away"
    if _gravest(changes):
        yield _gravest(changes)


def _gravest(changes: list[Answer]) -> str:
    severities = {rows.grave(one) for one in changes}
    return next((severity for severity in ("major", "minor") if severity in severities), "")


def own(answer: Answer) -> str:
    """A section's own heading, with its number."""
    heading = answer["headings"][-1] if answer["headings"] else "Above the first heading"
    return f"{answer['label']} {heading}".strip()


def name(part: diffs.Section) -> str | None:
    """By which a section is linked to; where it is continued it has none of its own."""
    return None if part.continued else f"{'was' if part.gone else 'section'}-{part.begin + 1}"
