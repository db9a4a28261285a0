"""How does a person say what the code got wrong?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from cli import ordering, output, place
from cli.exits import Exit, RefusalError
from cli.ordering import Wait, Work
from cli.progress import derived
from model import Citation, OrderKind, Ruling, RulingKind, Verdict
from store import Store, open_store


def rule(
    kind: Annotated[RulingKind, typer.Argument(help="What the ruling is about.")],
    object_: Annotated[str, typer.Argument(metavar="CITATION", help="timeline@timestamp, with #digest for a clause.")],
    saying: Annotated[str, typer.Argument(help="A verdict; a citation; yes or no.")],
    who: Annotated[str, typer.Option(help="Who rules.")],
    why: Annotated[str, typer.Option(help="The reason, for who reads it later.")] = "",
    wait: Wait = False,
) -> None:
    """Say what the code got wrong.

    A person's word stands above what the code thinks; it is kept, and the timeline derived anew. With a service
    running it is left to that as an order.

    verdict: what a capture is. same: two clauses are one. matters: whether a change matters.

    Example: clausewatch rule verdict acme/privacy@20180525101010 "consent wall" --who mara
    """
    import scheduler

    citation = _checked(kind, object_, saying)
    home, timeline = place.home(), place.declared().timeline(citation.timeline)
    ruling = Ruling(kind=kind, object=object_, saying=saying, who=who, why=why, given_at=scheduler.now())
    arguments = {
        "timeline": str(timeline.id),
        "kind": kind.value,
        "object": object_,
        "saying": saying,
        "who": who,
        "why": why,
    }

    def check() -> None:
        with place.looking() as store:
            _refuse_what_names_nothing(store, kind, citation)

    def do() -> None:
        with open_store(home.database) as store, store.writing():
            _refuse_what_names_nothing(store, kind, citation)
            store.facts.keep_ruling(timeline.id, ruling)
        derived(scheduler.derive_stale(home, [timeline]), 1)
        output.plain(f"ruled: {kind} of {object_} is {saying}; {timeline.id} was derived anew")

    ordering.do_or_order(home, Work(kind=OrderKind.RULE, arguments=arguments, do=do, check=check), wait=wait)


def _checked(kind: RulingKind, object_: str, saying: str) -> Citation:
    try:
        citation = Citation.parse(object_)
        if kind is RulingKind.VERDICT:
            Verdict(saying)
        elif kind is RulingKind.SAME:
            Citation.parse(saying)
    except ValueError as error:
        allowed = f"; a verdict is one of: {', '.join(Verdict)}" if kind is RulingKind.VERDICT else ""
        raise RefusalError(f"{error}{allowed}") from None
    if kind is RulingKind.MATTERS and saying not in ("yes", "no"):
        raise RefusalError(f"{saying!r}: expected yes or no")
    return citation


def _refuse_what_names_nothing(store: Store, kind: RulingKind, citation: Citation) -> None:
    looked = store.questions.looked_at(citation.timeline) if kind is RulingKind.VERDICT else []
    if kind is RulingKind.VERDICT and not any(one.capture.timestamp == citation.moment for one in looked):
        raise RefusalError(
            f"{citation}: no capture of that second was read; `clausewatch log {citation.timeline} --json` names them",
            Exit.NOTHING,
        )


COMMANDS: dict[str, Callable[..., Any]] = {"rule": rule}
