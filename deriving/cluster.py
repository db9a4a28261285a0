"""How are histories made on many machines, by Dask's distributed scheduler?

Facts and bodies of a timeline travel as bytes inside a task, so machines share no disk, and what was made comes back
the same way. Tasks whose worker dies are begun anew by Dask. Whoever reaches a scheduler can have code run on all
of its workers: that is how it works, and why it has to stand in a network of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import dask
from distributed import Client, KilledWorker

from deriving.garbage import few_collections
from deriving.gathering import Gathered
from deriving.making import Body, Made, make
from deriving.parcels import Parcel, facts_received, facts_sent, made_received, made_sent
from deriving.processes import ElsewhereError, LostError
from history import code_edition
from model import Timeline

_PATIENCE = 30.0  # seconds for the scheduler to answer
_AHEAD = 2  # timelines under way for each thread of a worker
_LARGE = "distributed.admin.large-graph-warning-threshold"


def check(address: str) -> None:
    """Raises ElsewhereError unless a scheduler is there, with workers that have this very code."""
    with _connected(address) as client:
        _threads(client)


def made_on_cluster(
    address: str, timelines: Sequence[Timeline], gather: Callable[[Timeline], Gathered], body: Body
) -> Iterator[Made]:
    """What follows for each timeline, in the order given, made by the workers of the scheduler at this address.

    LostError tells in the end of those whose workers were killed more often than Dask allows
    (`distributed.scheduler.allowed-failures`); the others are done. What fails there otherwise is raised here.
    """
    lost: list[tuple[Timeline, str]] = []
    with dask.config.set({_LARGE: "4GB"}), _connected(address) as client:
        most = _AHEAD * _threads(client)
        under_way: deque[tuple[Gathered, Any]] = deque()
        left = iter(timelines)
        while True:
            while len(under_way) < most and (timeline := next(left, None)) is not None:
                under_way.append(_sent(client, gather(timeline), body))
            if not under_way:
                break
            gathered, future = under_way.popleft()
            try:
                parcel = future.result()
            except KilledWorker:
                lost.append((gathered.timeline, "the workers that made it were killed"))
                continue
            with few_collections():
                made = made_received(parcel, gathered)
            yield made
    if lost:
        raise LostError(lost)


def made_there(parcel: Parcel, edition: str) -> Parcel:
    """What a worker does: the same pure function over what was sent."""
    _check(edition, code_edition(), "this worker")
    with few_collections(), facts_received(parcel) as (gathered, body):
        return made_sent(make(gathered, body))


def _sent(client: Any, gathered: Gathered, body: Body) -> tuple[Gathered, Any]:
    parcel = facts_sent(gathered, body)
    return gathered, client.submit(made_there, parcel, _own_code(), pure=False)


def _connected(address: str) -> Any:
    try:
        connect: Any = Client  # which has no types
        return connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        told = f"{address}: no Dask scheduler answers there; expected one as in tcp://host:8786"
        raise ElsewhereError(told) from error


def _threads(client: Any) -> int:
    """How many timelines can be made at once. Raises what keeps them from being made at all."""
    try:
        editions = client.run(code_edition)
    except ImportError as error:
        raise ElsewhereError(f"the workers cannot load clausewatch ({error}): start them in its checkout") from error
    if not editions:
        raise ElsewhereError("the scheduler has no workers; start some with `dask worker`")
    for worker, edition in sorted(editions.items()):
        _check(_own_code(), edition, f"the worker {worker}")
    return sum(int(threads) for threads in client.nthreads().values())


def _own_code() -> str:
    return code_edition()


def _check(ours: str, theirs: str, who: str) -> None:
    if ours != theirs:
        raise ElsewhereError(f"{who} has other code: {theirs}, expected {ours}; start it anew from the same release")
