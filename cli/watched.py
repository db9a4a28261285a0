"""What does each watch ask for, and up to when was it told?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from cli import output, place
from cli.answers import Answer, iso
from cli.layout import body, hang
from model import Cadence, Severity, Watch
from settings import Home


def rows(home: Home, watches: Sequence[Watch], names: Sequence[str]) -> Iterator[Answer]:
    """Each watch, with the timelines it covers of those named, and up to which visit it was told about each."""
    import alerts

    covered = {one.name: [name for name in names if alerts.follows(one, name)] for one in watches}
    marks = _marks(home, covered)
    for one in watches:
        yield {
            "watch": one.name,
            "channel": one.channel,
            "timelines": list(one.timelines),
            "severity": one.severity.value,
            "kinds": sorted(one.kinds),
            "natures": sorted(one.natures),
            "categories": sorted(one.categories),
            "words": list(one.words),
            "pattern": one.pattern,
            "since": iso(one.since),
            "digest": one.digest.value,
            "heartbeat": one.heartbeat.value,
            "told": marks[one.name],
        }


def _marks(home: Home, covered: Mapping[str, Sequence[str]]) -> dict[str, list[Answer]]:
    """`upto` is null before the first visit that a watch was told about."""
    if not home.database.exists():
        return {one: [{"timeline": name, "upto": None} for name in names] for one, names in covered.items()}
    with place.looking() as store:
        return {
            one: [{"timeline": name, "upto": iso(store.outbox.upto(one, name))} for name in names]
            for one, names in covered.items()
        }


# ---------------------------------------------------------------- what a person sees


def show(told: Sequence[Answer]) -> None:
    for row in output.harmless(list(told)):
        where = f"  to {row['channel']}: {', '.join(row['timelines'])}"
        hang("", Text(row["watch"], style="bold") + Text(where, style="not bold"), 0)
        body("; ".join(_wants(row)), 4)
        for mark in row["told"]:
            body(f"{mark['timeline']}: {_upto(mark['upto'])}", 4, "dim")
        if not row["told"]:
            body("covers no timeline that is declared", 4, "bold red")


def _upto(mark: str | None) -> str:
    return f"told up to the visit of {mark[:16].replace('T', ' ')}" if mark else "told nothing yet"


_AT_LEAST = {
    Severity.MAJOR: "what matters much",
    Severity.MINOR: "everything that matters",
    Severity.NONE: "also what does not matter",
}


def _wants(row: Answer) -> Iterator[str]:
    """What a watch asks for, in words."""
    yield _AT_LEAST[Severity(row["severity"])]
    for name in ("kinds", "natures", "categories", "words"):
        if row[name]:
            yield f"{name}: {', '.join(row[name])}"
    if row["pattern"]:
        yield f"pattern: {row['pattern']}"
    if row["since"]:
        yield f"since {row['since'][:10]}"
    for name in ("digest", "heartbeat"):
        if row[name] != Cadence.NEVER:
            yield f"{row[name]} {name}"
