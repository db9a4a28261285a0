"""Who was told what, and did it arrive?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from rich.text import Text

from cli import moments, output, place
from cli.answers import Answer, iso
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.layout import body, hang
from cli.wording import count
from model import Alert, AlertKind, Attempt
from store import Store


def alerts(
    watch: Annotated[str | None, typer.Option(help="Only of this watch; `operator` has the notices.")] = None,
    timeline: Annotated[str | None, typer.Option(help="Only about this timeline.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Made on this day or instant, or later.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many alerts at most.")] = 50,
    json: Json = False,
) -> None:
    """The alerts that were made, and what became of them.

    The latest first: delivered and when, waiting, failing and why, given up, or kept for a digest.

    Example: clausewatch alerts --since 2026-11-01
    """
    first = moments.since(since) if since else None
    with place.looking() as store:
        found = store.outbox.alerts(limit=limit, watch=watch, timeline=timeline)
        rows = [_row(store, one) for one in found if first is None or one.made_at >= first]
    if json:
        output.as_json(rows)
    else:
        for row in rows:
            _show(row)
    if not rows:
        raise RefusalError("no such alert was made", Exit.NOTHING)


def alert(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `clausewatch alerts` names it; a beginning will do.")],
    html: Annotated[bool, typer.Option("--html", help="Its HTML form, a whole document.")] = False,
    json: Json = False,
) -> None:
    """The message of an alert, as it was sent.

    --json has the record beside it: evidence as it was known then, and every attempt to deliver it.

    Example: clausewatch alert 3f2a
    """
    if html and json:
        raise RefusalError("--html and --json: choose one")
    with place.looking() as store:
        found = store.outbox.alert(name)
        if found is None:
            raise RefusalError(f"{name}: no alert, or more than one, has a name that begins so", Exit.NOTHING)
        row = _row(store, found)
    if json:
        message = {form: getattr(found.message, form) for form in ("subject", "text", "html")}
        output.as_json(row | {"message": message, "evidence": found.evidence})
    elif html:
        output.plain(found.message.html)
    else:
        output.plain(f"Subject: {found.message.subject}\n\n{found.message.text}")


# ---------------------------------------------------------------- what is told


def _row(store: Store, one: Alert) -> Answer:
    attempts = store.outbox.attempts(one.name)
    state, why = state_of(one, attempts, given_up=store.outbox.given_up(one.name))
    return {
        "alert": one.name,
        "made_at": iso(one.made_at),
        "watch": one.watch,
        "timeline": one.timeline,
        "kind": one.kind.value,
        "cause": one.cause,
        "channel": one.channel,
        "subject": one.message.subject,
        "state": state,
        "delivered_at": iso(next((try_.ended for try_ in attempts if try_.ended and not try_.failure), None)),
        "reason": why,
        "attempts": [_attempt(try_) for try_ in attempts],
    }


def state_of(one: Alert, attempts: Sequence[Attempt], *, given_up: str) -> tuple[str, str]:
    """What became of an alert, and why it did not arrive; `given_up` says why nobody tries any more."""
    ended = [try_ for try_ in attempts if try_.ended]
    if not one.channel:
        return ("not sent", "operator.channel is not set") if one.kind is AlertKind.NOTICE else ("digest", "")
    if any(not try_.failure for try_ in ended):
        return "delivered", ""
    if given_up:
        return "given up", given_up
    return ("failing", ended[-1].failure) if ended else ("waiting", "")


def _attempt(one: Attempt) -> Answer:
    return {"channel": one.channel, "began": iso(one.began), "ended": iso(one.ended), "failure": one.failure}


_STYLE = {"failing": "bold red", "given up": "bold red", "waiting": "magenta", "delivered": "dim", "digest": "dim"}


def _show(row: Answer) -> None:
    row = output.harmless(row)
    name = row["alert"][:8]
    hang(Text(name, style="dim"), Text(row["subject"], style="bold"), 10)
    about = f" about {row['timeline']}" if row["timeline"] else ""
    body(f"{row['made_at'][:16].replace('T', ' ')}, {row['kind']}{about} for {row['watch']}", 10)
    body(_became(row), 10, _STYLE[row["state"]])


def _became(row: Answer) -> str:
    match row["state"]:
        case "digest":
            return "kept for a digest"
        case "not sent":
            return f"not sent: {row['reason']}"
        case "delivered":
            return f"delivered to {row['channel']} at {row['delivered_at'][:16].replace('T', ' ')}"
        case "waiting":
            return f"waiting to be delivered to {row['channel']}"
        case state:
            return f"{state} at {row['channel']} after {count(len(row['attempts']), 'attempt')}: {row['reason']}"


COMMANDS: dict[str, Callable[..., Any]] = {"alerts": alerts, "alert": alert}
