"""Who wants to be told of what, and does it reach them?"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

import settings
from catalog import load as load_catalog
from cli import output, place, watched
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.wording import count
from model import OPERATOR_WATCH, Alert, Watch
from settings import Home, Settings
from store import open_store

if TYPE_CHECKING:  # loaded by the actions that need it: no other command does
    from alerts import Watches

_IN_A_FEED = 100


class Action(StrEnum):
    """What to do with watches."""

    LIST = "list"
    CHECK = "check"
    TEST = "test"


def watch(
    action: Annotated[Action, typer.Argument(help="What to do.")],
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The watch to test.")] = None,
    json: Json = False,
) -> None:
    """Who is told of what: list, check or test the watches.

    list: what each watch asks for, where it goes, and up to which visit it was told about each timeline.

    check: names every fault of watches.toml and of the channels, with what was expected. Exit code 2 if there is one.

    test: sends a sample through the channel of the watch NAME now and tells what came of it. Exit code 1 if it
    failed. The sample is kept nowhere; in a feed it stands until the next alert. `operator` is the watch under
    which notices go out.

    Example: clausewatch watch test press-desk
    """
    if (action is Action.TEST) != (name is not None):
        raise RefusalError("`clausewatch watch test NAME` tests one watch; list and check take no name")
    home = place.home()
    if action is Action.LIST:
        _list(home, json)
    elif action is Action.CHECK:
        _check(home, json)
    else:
        _test(home, name or "", json)


# ---------------------------------------------------------------- list


def _list(home: Home, json: bool) -> None:
    """Faults go to stderr: the watches without one are there all the same."""
    found = _read(home, settings.load(home))
    rows = list(watched.rows(home, found.watches, _declared(home)))
    for problem in found.problems:
        output.errors.print(output.harmless(problem), soft_wrap=True)
    if json:
        output.as_json(rows)
    else:
        watched.show(rows)
    if not rows:
        raise RefusalError(f"{home.watches}: no watch is declared", Exit.NOTHING)


# ---------------------------------------------------------------- check


def _check(home: Home, json: bool) -> None:
    """Warnings are no faults: a watch may be there before the timeline it is for. A missing secret is one."""
    import alerts

    config = settings.load(home)
    found = _read(home, config)
    watches, warnings = found.watches, list(found.warnings)
    problems = [*found.problems, *alerts.channel_faults(config)]
    if json:
        output.as_json({"watches": len(watches), "problems": problems, "warnings": warnings})
    else:
        for line in (*problems, *(f"note: {warning}" for warning in warnings)):
            output.plain(line)
        output.plain(f"{len(watches)} {'watch' if len(watches) == 1 else 'watches'}, {count(len(problems), 'problem')}")
    if problems:
        raise typer.Exit(Exit.WRONG)


def _declared(home: Home) -> list[str]:
    return [str(one.id) for one in load_catalog(home.policies).timelines] if home.policies.is_dir() else []


def _read(home: Home, config: Settings) -> Watches:
    """The watches without a fault, and every fault of the others."""
    import alerts

    return alerts.load_watches(home.watches, config.channels, _declared(home))


# ---------------------------------------------------------------- test


def _test(home: Home, name: str, json: bool) -> None:
    import alerts
    import scheduler

    config = settings.load(home)
    one = _named(home, config, name)
    sample = replace(alerts.sample(one, scheduler.now()), name=str(uuid4()))
    failure = _sent(home, config, sample)
    if json:
        output.as_json({"watch": one.name, "channel": one.channel, "delivered": not failure, "reason": failure})
    elif failure:
        output.plain(f"not delivered to {one.channel}: {failure}")
    else:
        output.plain(f"delivered to {one.channel}: {sample.message.subject}")
    if failure:
        raise typer.Exit(Exit.INCOMPLETE)


def _named(home: Home, config: Settings, name: str) -> Watch:
    found = _read(home, config)
    known = {one.name: one for one in found.watches}
    if config.operator.channel:
        known[OPERATOR_WATCH] = Watch(name=OPERATOR_WATCH, channel=config.operator.channel, timelines=("*",))
    if name in known:
        return known[name]
    near = get_close_matches(name[:200], list(known), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else f"expected one of {', '.join(known) or 'none'}"
    faults = "".join(f"\n{problem}" for problem in found.problems)
    raise RefusalError(f"{home.watches}: no watch {name!r} without a fault; {hint}{faults}", Exit.NOTHING)


def _sent(home: Home, config: Settings, sample: Alert) -> str:
    """Why it did not arrive; empty when it did."""
    import alerts

    channel = config.channels[sample.channel]
    if not channel.atom:
        return alerts.deliver(channel, config.mail, sample, repeat=False, environment=os.environ)
    with open_store(home.database) as store:  # makes it where there is none: a feed is named after its installation
        fed, name = store.outbox.of_channel(sample.channel, _IN_A_FEED), store.outbox.installation()
    path = home.feeds / channel.atom
    try:
        alerts.write_feed(path, f"clausewatch: {sample.channel}", [sample, *fed], id=f"{name}/{sample.channel}")
    except OSError as error:
        return f"{path}: {error.strerror or error}"
    return ""


COMMANDS: dict[str, Callable[..., Any]] = {"watch": watch}
