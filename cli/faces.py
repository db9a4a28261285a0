"""What does a history, a text or a list of clauses look like to a person?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.rule import Rule
from rich.text import Text

from cli import wording
from cli.answers import Answer
from cli.layout import body, hang, line, width
from cli.output import console, harmless
from cli.wording import STYLE, count, day, days

_WIDEST_RULE = 100

# ---------------------------------------------------------------- log


def log(told: Answer) -> None:
    """Versions, and what was seen that is no version, in order of time."""
    told = harmless(told)
    title = told["versions"][-1]["title"] if told["versions"] else ""
    line(Text(told["timeline"], style="bold") + Text(f"  {title}"))
    line(f"{count(len(told['versions']), 'version')}{_from_to(told['versions'])}", "dim")
    steps = {step["after"]: step for step in told["revisions"]}
    entries = [(one["first_seen"], 0, one) for one in told["versions"]]
    entries += [(one["timestamp"], 1, one) for one in told["not_versions"]]
    entries += [(one["bracket"]["by"], 2, one) for one in told["spells"]]
    in_turn = len({one["variant"] for one in told["versions"]}) > 1
    for _, what, one in sorted(entries, key=lambda entry: entry[:2]):
        if what == 0:
            _version(one, steps.get(one["version"]), in_turn=in_turn)
        elif what == 1:
            _not_version(one)
        else:
            _spell(one)
    for one in told["rereadings"]:
        _rereading(one)
    _log_foot(told)


def _from_to(every: Sequence[Answer]) -> str:
    return f", seen from {day(every[0]['first_seen'])} to {day(every[-1]['last_seen'])}" if every else ""


def _version(one: Answer, step: Answer | None, *, in_turn: bool) -> None:
    head = Text(f"{days(one):23}", style="bold")
    seen, digits = count(one["sightings"], "sighting"), one["citation"].partition("@")[2]
    hang(f"{one['version']:>3}", head.append(f"  {seen:12}  @{digits}", style="not bold dim"), 5)
    if in_turn:
        body(f"variant {one['variant']} of those served in turn", 5, "magenta")
    if step is None:
        body(f"first seen, at {one['original']}", 5)
        return
    body(wording.kinds(step["kinds"]), 5, STYLE[step["severity"]])
    body(step["bracket"]["phrase"], 5, "dim")
    for note in wording.notes(step):
        body(note, 5, "magenta")
    if step["relocated"]:
        body(one["original"], 5, "magenta")
    if wording.why(step):
        body(wording.why(step), 5, STYLE[step["severity"]])
    elif wording.why_not(step) and not step["returns_to"]:
        body(wording.why_not(step), 5, "dim")


def _not_version(one: Answer) -> None:
    reason = f": {one['reason']}" if one["reason"] else ""
    cited = "".join(filter(str.isdigit, one["timestamp"]))
    text = f"{day(one['timestamp'])}  no version, {one['verdict']}{reason} (HTTP {one['statuscode']})  @{cited}"
    hang("  -", Text(text, style="dim"), 5)


def _spell(one: Answer) -> None:
    reason = f" ({one['reason']})" if one["reason"] else ""
    hang("  *", Text(f"{one['kind']}{reason} {one['bracket']['phrase']}", style="bold"), 5)


def _rereading(one: Answer) -> None:
    text = f"read anew on {day(one['taken_at'])}: {one['versions_before']} versions became {one['versions']}"
    hang("  r", Text(f"{text} ({_reread(one)}); no change of the policy", style="dim"), 5)


def _reread(one: Answer) -> str:
    parts = ("reading", "versions", "comparing", "declarations", "rulings")
    pairs = zip(parts, one["replaces"].split(), one["made_by"].split(), strict=False)
    return "; ".join(f"{name}: {old} -> {new}" for name, old, new in pairs if old != new)


def _log_foot(told: Answer) -> None:
    holders = sorted({held["holder"] for one in told["versions"] for held in one["provenance"]["held_by"]})
    held = f", held by {', '.join(holders)}" if holders else ""
    unlooked = f"{count(told['not_looked_at'], 'listed capture')} not looked at"
    body(f"{count(told['captures'], 'capture')} read{held}; {unlooked}", 0, "dim")
    if told["versions"]:
        cited = told["versions"][-1]["citation"]
        body(f"cite a version as {cited}, and see it with `clausewatch show {cited}`", 0, "dim")


# ---------------------------------------------------------------- show


def show(told: Answer) -> None:
    """The text, each clause beside the digits that cite it."""
    told = harmless(told)
    note(told)
    for one in told["versions"]:
        _head(one)
        cited = set(told["cited"])
        shown = [part for part in one["clauses"] if not cited or part["citation"] in cited]
        line()
        for part, following in pairwise([*shown, None]):
            if part:
                _clause(part, is_header=_heads(part, following))
        line()
        provenance(one)


def note(told: Answer) -> None:
    """What is to be known of how the texts that were asked for were found."""
    if told["note"]:
        asked = f"{told['asked']}: " if told["asked"] else ""
        body(f"{asked}{told['note']}", 0, "dim" if told["certain"] else "bold magenta")


def _head(one: Answer) -> None:
    title = f"{one['timeline']}  {one['title']}"
    console.print(Rule(Text(title, style="bold"), align="left", style="dim"), width=min(width(), _WIDEST_RULE))
    body(f"version {one['version']}, seen {days(one)} on {count(one['sightings'], 'sighting')}", 0)
    if dates := wording.own_dates(one["declared_dates"]):
        body(f"dates in the document: {dates}", 0)
    for said in _own_word(one):
        body(said, 0)
    if one["came"]:
        body(f"came {one['came']['phrase']}", 0)
    if one["went"]:
        body(f"went {one['went']['phrase']}", 0)


def _own_word(one: Answer) -> Iterator[str]:
    """What the document says it is, whose, and how they are reached."""
    said = [word for word in (one["kind"], one["organisation"]) if word]
    if said:
        yield f"by its own word: {', '.join(said)}"
    if one["contacts"]:
        yield f"contacts in it: {', '.join(one['contacts'])}"


def _heads(part: Answer, following: Answer | None) -> bool:
    """Whether a row of a table holds the headings of the rows below it."""
    return bool(
        following
        and following["block"] == "row"
        and following["context"]
        and " | ".join(following["context"]) == part["text"]
    )


def _clause(part: Answer, *, is_header: bool) -> None:
    gutter = Text(part["citation"].partition("#")[2], style="dim")
    label = f"{part['label']} " if part["label"] else ""
    is_heading, is_item = part["block"] == "heading", part["block"] == "item"
    if is_heading:
        line()
    lead = "  " * max(0, part["level"] - 1) + (label or "• ") if is_item else label
    gutter.pad_right(max(2, 12 - gutter.cell_len))
    indent = gutter.cell_len + (len(lead) if is_item else 0)
    style = "bold" if is_heading or is_header else ""
    hang(gutter + Text(lead if is_item else ""), Text(part["text"] if is_item else label + part["text"], style), indent)


def provenance(one: Answer, name: str = "") -> None:
    """Where a version's text comes from: its first capture, who holds that, and how to cite it."""
    source = one["provenance"]
    kind = "text" if source["rendition"] == "text" else f"HTTP {source['statuscode']}"  # nobody saw a text's response
    line(f"{name:7}capture  {source['original']} at {source['timestamp']} ({kind})", "dim")
    line(f"       digest   sha256:{source['digest']}", "dim")
    for held in wording.held_by(source):
        line(f"       held by  {held}", "dim")
    line(f"       cite as  {one['citation']}", "dim")


# ---------------------------------------------------------------- search


def search(hits: Sequence[Answer]) -> None:
    """Clauses, best first, with when they were seen."""
    for one in harmless(list(hits)):
        head = Text(one["timeline"], style="bold").append(f"  {days(one)}", style="not bold")
        if one["headings"]:
            head.append(f"  {' › '.join(one['headings'])}", style="not bold dim")
        hang("", head, 0)
        body(one["excerpt"], 2)
        line(f"  {one['citation']}", "dim")
    line(f"{count(len(hits), 'clause')}; `clausewatch show CITATION` tells where each comes from" if hits else _NONE)


_NONE = "no clause holds these words"
