"""What does an answer look like on a terminal?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

import diffs
from cli.answers import Answer
from cli.output import console
from model import Change

_SEVERITY = {"major": "bold red", "minor": "yellow", "none": "dim"}
_EDIT = {"kept": "", "deleted": "red strike", "inserted": "green"}
_FLAGS = {
    "silent": "silent: the document's own date did not move",
    "relocated": "moved to another address",
    "rendition_changed": "rendition changed: only words are compared",
    "seen_differently": "seen differently, once",
}


def day(moment: str | None) -> str:
    return (moment or "")[:10]


# ---------------------------------------------------------------- log


def log(told: Answer) -> None:
    """Versions, and what was seen that is no version, in order of time."""
    head = f"{told['captures']} captures, {len(told['versions'])} versions"
    if told["not_looked_at"]:
        head += f", {told['not_looked_at']} captures not looked at"
    console.print(Text(told["timeline"], style="bold"), Text(head, style="dim"))
    steps = {step["after"]: step for step in told["revisions"]}
    lines = [(one["first_seen"], _version_line(one, steps.get(one["version"]))) for one in told["versions"]]
    lines += [(one["timestamp"], _not_version_line(one)) for one in told["not_versions"]]
    lines += [(one["bracket"]["by"], _spell_line(one)) for one in told["spells"]]
    for _, line in sorted(lines, key=lambda pair: pair[0]):
        console.print(Padding(line, (0, 0, 0, 1)))
    for one in told["rereadings"]:
        text = f"read anew on {day(one['taken_at'])}: {one['versions_before']} versions became {one['versions']}"
        console.print(Text(f" {text} ({_reread(one)}); no change of the policy", style="dim italic"))


def _reread(one: Answer) -> str:
    parts = ("reading", "versions", "comparing", "declarations", "rulings")
    pairs = zip(parts, one["replaces"].split(), one["made_by"].split(), strict=False)
    return "; ".join(f"{name}: {old} -> {new}" for name, old, new in pairs if old != new)


def _version_line(one: Answer, step: Answer | None) -> Text:
    line = Text(f"{one['version']:>3}  ")
    line.append(f"{day(one['first_seen'])} … {day(one['last_seen'])}", style="cyan")
    if step is None:
        return line.append(f"  first seen, at {one['original']}")
    line.append(f"  {_kinds(step)}", style=_SEVERITY[step["severity"]])
    line.append(f"  {step['bracket']['phrase']}", style="dim")
    for note in _notes(step):
        line.append(f"\n     {note}", style="magenta")
    return line


def _notes(step: Answer) -> Iterable[str]:
    if step["returns_to"]:
        yield f"returns to the text of version {step['returns_to']}"
    yield from (text for name, text in _FLAGS.items() if step[name])
    if step["because"] and step["alert"]:
        yield f"{step['severity']} ({', '.join(step['categories'])}): {', '.join(step['because'])}"


def _kinds(step: Answer) -> str:
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in step["kinds"].items())
    return counts or "no word changed"


def _not_version_line(one: Answer) -> Text:
    reason = f": {one['reason']}" if one["reason"] else ""
    return Text(f"  -  {day(one['timestamp'])}  {one['verdict']}{reason} (HTTP {one['statuscode']})", style="dim")


def _spell_line(one: Answer) -> Text:
    reason = f" ({one['reason']})" if one["reason"] else ""
    return Text(f"  ■  {one['kind']}{reason} {one['bracket']['phrase']}", style="bold")


# ---------------------------------------------------------------- show


def show(told: Answer) -> None:
    """The text, each clause with the digits that cite it."""
    for one in told["versions"]:
        _head(one)
        if told["note"]:
            console.print(Text(told["note"], style="bold" if not told["certain"] else "dim"))
        cited = set(told["cited"])
        for part in one["clauses"]:
            if not cited or part["citation"] in cited:
                console.print(_clause(part))
        _foot(one)


def _head(one: Answer) -> None:
    title = f"{one['timeline']}  {one['title']}"
    console.print(Rule(Text(title, style="bold"), align="left"))
    seen = f"seen from {day(one['first_seen'])} to {day(one['last_seen'])} ({one['sightings']} sightings)"
    console.print(Text(f"version {one['version']}, {seen}", style="cyan"))
    if one["came"]:
        console.print(Text(f"came {one['came']['phrase']}", style="cyan"))
    if one["went"]:
        console.print(Text(f"went {one['went']['phrase']}", style="cyan"))


def _foot(one: Answer) -> None:
    source = one["provenance"]
    console.print(Text(f"capture  {source['original']} {source['timestamp']} sha256:{source['digest']}", style="dim"))
    for held in source["held_by"]:
        stated = "stated by the operator" if held["holder"] == "operator" else held["memento"]
        console.print(Text(f"held by  {held['holder']}: {stated}", style="dim"))
    console.print(Text(f"cite as  {one['citation']}", style="dim"))


def _clause(part: Answer) -> Table:
    row = Table.grid(padding=(0, 1))
    row.add_column(width=10, style="dim")
    row.add_column()
    label = f"{part['label']} " if part["label"] else ""
    indent = "  " * max(0, part["level"] - 1) + "• " if part["block"] == "item" else ""
    text = Text(f"{indent}{label}{part['text']}", style="bold" if part["block"] == "heading" else "")
    row.add_row(part["citation"].partition("#")[2], text)
    return row


# ---------------------------------------------------------------- diff and changes


def diff(told: Answer) -> None:
    """Changes in reading order, each under the heading it stands under."""
    for name in ("before", "after"):
        one = told[name]
        seen = f"seen {day(one['first_seen'])} … {day(one['last_seen'])}"
        console.print(
            Text(f"{name:6} {one['citation']} version {one['version']}, {seen}", style="cyan"),
            Text(one["note"], style="dim"),
        )
    _changes(told["changes"])
    if told["left_out"]:
        console.print(Text(f"{told['left_out']} quiet changes left out; --all shows them", style="dim"))
    if not told["changes"] and not told["left_out"]:
        console.print("no difference in the words")


def _changes(changes: Sequence[Answer]) -> None:
    heading: list[str] = []
    for one in changes:
        if one["headings"] != heading:
            heading = one["headings"]
            console.print(Text(" › ".join(heading), style="bold"))
        console.print(Padding(_change(one), (0, 0, 0, 2)))


def _change(one: Answer) -> Text:
    line = Text(f"{'+'.join(one['kinds'])}", style=_SEVERITY[one["severity"]])
    if one["alert"]:
        line.append(f" ({', '.join(one['categories'])})", style="dim")
    line.append("  ")
    for kind, words in one["edits"]:
        line.append(words, style=_EDIT[kind])
    cited = (one["after"] or one["before"])[0]["citation"]
    return line.append(f"  {cited}", style="dim")


def changes(rows: Sequence[Answer], *, everything: bool) -> None:
    for row in rows:
        line = Text(row["timeline"], style="bold")
        line.append(f"  {row['bracket']['phrase']}  ", style="cyan")
        line.append(f"{row['severity']}: {_kinds(row)}", style=_SEVERITY[row["severity"]])
        for note in _notes(row):
            line.append(f"\n  {note}", style="magenta")
        console.print(line)
        _changes([one for one in row["changes"] if everything or one["alert"]])
    if not rows:
        console.print("no such change" if everything else "no change that matters; --all shows the others")


def search(hits: Sequence[Answer]) -> None:
    for one in hits:
        line = Text(one["timeline"], style="bold")
        line.append(f"  {day(one['first_seen'])} … {day(one['last_seen'])}", style="cyan")
        line.append(f"  {' › '.join(one['headings'])}", style="dim")
        line.append(f"\n  {one['excerpt']}\n  {one['citation']}")
        console.print(line)
    if not hits:
        console.print("no clause holds these words")


# ---------------------------------------------------------------- Markdown


def diff_markdown(told: Answer, changes: Sequence[Change]) -> str:
    """The redline as Markdown, with where both sides come from."""
    lines = [
        f"# {told['after']['timeline']}: {day(told['before']['first_seen'])} to {day(told['after']['first_seen'])}",
        "",
    ]
    for name in ("before", "after"):
        source = told[name]["provenance"]
        held = ", ".join(one["memento"] or one["holder"] for one in source["held_by"])
        lines.append(f"- {name}: `{told[name]['citation']}` {held} sha256 `{source['digest']}`")
    for answer, change in zip(told["changes"], changes, strict=True):
        lines += ["", f"**{'+'.join(answer['kinds'])}** `{(answer['after'] or answer['before'])[0]['citation']}`", ""]
        lines.append(diffs.as_markdown(change.edits))
    return "\n".join(lines)
