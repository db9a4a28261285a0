"""How do things stand: with each timeline, with the service, with what is to be delivered?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from cli import ordering, runs
from cli.answers import Answer, iso
from cli.wording import count
from model import LIVE, OPERATOR_WATCH, TOO_OFTEN, Alert, AlertKind, Appointment, Timeline, TimelineId
from settings import Home, Settings
from store import Store

_OPEN_FOR = timedelta(days=7)
_SHOWN = 1000  # orders and alerts that are looked through


def standing(
    store: Store | None, timelines: Sequence[Timeline], home: Home, config: Settings, service: int | None, now: datetime
) -> Answer:
    """Everything a person, or a program that watches for one, has to know. `needs` says what needs a person."""
    import scheduler

    appointments = {one.timeline: one for one in store.agenda.appointments()} if store else {}
    rows = [_timeline(one, appointments.get(one.id), config, now) for one in timelines]
    moves = [str(one.timeline) for one in scheduler.undeclared(store, timelines)] if store else []
    told: Answer = {
        "at": iso(now),
        "service": {"running": service is not None, "process": service},
        "timelines": sorted(rows, key=lambda row: (not row["needs"], not row["failing"], row["next_visit"] or "9")),
        "moves": {"undeclared": len(moves), "timelines": sorted(set(moves))},
        "database": {"file": str(home.database), "bytes": _size(home)},
    } | _kept(store, config, appointments, now)
    needs = list(_needs(told, config))
    return told | {"needs": needs, "well": not needs}


def _timeline(one: Timeline, kept: Appointment | None, config: Settings, now: datetime) -> Answer:
    late = _late(kept, one.every or config.schedule.every, now) if kept else None
    failing = kept.streak if kept else 0
    return {
        "timeline": str(one.id),
        "usable_at": iso(kept.usable_at) if kept else None,
        "looked_at": iso(kept.looked_at) if kept else None,
        "failing": failing,
        "reason": kept.reason if kept else "",
        "next_visit": iso(kept.due) if kept else None,
        "archives_due": iso(kept.archives_due) if kept else None,
        "overdue": late is not None,
        "needs": late is not None or failing >= config.schedule.notice_after,
    }


def _late(kept: Appointment, every: timedelta, now: datetime) -> timedelta | None:
    """For how long nobody looked, where that is more than two cadences and the next visit should have been."""
    if kept.due is None or now - kept.due <= every:
        return None
    unseen = now - (kept.looked_at or kept.due)
    return unseen if unseen > 2 * every else None


def _kept(
    store: Store | None, config: Settings, appointments: Mapping[TimelineId, Appointment], now: datetime
) -> Answer:
    """What the database knows beside the timelines; all of it empty where there is none yet."""
    if store is None:
        nothing = dict.fromkeys(("waiting", "failing", "delivered", "given_up", "given_up_lately"), 0)
        empty: Answer = {"outbox": nothing, "frontier": {"queued": 0, "failed": 0}, "orders": [], "notices": []}
        empty |= {"saving": dict.fromkeys(("wanted", "asked", "saved", "failed", "waiting"), 0) | {"failures": {}}}
        return empty | {"surveys": {"left": 0}, "last_run": None, "last_backup": None}
    holders = [LIVE, *config.archives]
    tasks, latest, backup = store.frontier.counts(holders), store.frontier.runs(1), store.agenda.last_backup()
    return {
        "outbox": store.outbox.counts() | {"given_up_lately": _given_up(store, now)},
        "frontier": {state: tasks.get(state, 0) for state in ("queued", "failed")},
        "saving": store.savings.account(now - _OPEN_FOR),
        "orders": [ordering.told(one) for one in store.orders.waiting()],
        "surveys": {"left": len(store.surveys.unfinished())},
        "last_run": runs.told(latest[0]) if latest else None,
        "last_backup": {"at": iso(backup[0]), "file": str(backup[1]), "bytes": backup[2]} if backup else None,
        "notices": [_notice(one) for one in _open(store, appointments, now)],
    }


def _given_up(store: Store, now: datetime) -> int:
    """Alerts that were given up within a week: for so long that needs a person."""
    if not store.outbox.counts()["given_up"]:
        return 0
    gone = (one for one in store.outbox.alerts(limit=_SHOWN) if store.outbox.given_up(one.name))
    last = (store.outbox.attempts(one.name)[-1:] for one in gone)
    return sum(now - tries[0].began < _OPEN_FOR for tries in last if tries)


def _open(store: Store, appointments: Mapping[TimelineId, Appointment], now: datetime) -> Iterator[Alert]:
    """Notices that still stand: of a timeline until it shows its policy again, any other for a week.

    That a timeline alarms too often says nothing of whether it is seen, and so stands for a week, too.
    """
    for one in store.outbox.alerts(limit=_SHOWN, watch=OPERATOR_WATCH):
        if one.kind is not AlertKind.NOTICE:
            continue
        kept = appointments.get(TimelineId.parse(one.timeline)) if one.timeline else None
        lately = now - one.made_at < _OPEN_FOR and (not one.timeline or one.cause.startswith(TOO_OFTEN))
        if lately or (kept and kept.streak > 0):
            yield one


def _notice(one: Alert) -> Answer:
    return {"alert": one.name, "made_at": iso(one.made_at), "timeline": one.timeline, "subject": one.message.subject}


def _size(home: Home) -> int:
    files = (home.database, home.database.with_name(f"{home.database.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def _needs(told: Mapping[str, Any], config: Settings) -> Iterator[str]:
    """What needs a person, a sentence each."""
    overdue = sum(row["overdue"] for row in told["timelines"])
    failing = sum(row["failing"] >= config.schedule.notice_after for row in told["timelines"])
    if overdue:
        ends = "" if told["service"]["running"] else ": no service runs, `clausewatch run` does"
        yield f"{count(overdue, 'timeline')} not visited for more than twice the cadence{ends}"
    if failing:
        yield f"{count(failing, 'timeline')} showed no policy on {config.schedule.notice_after} visits or more"
    if told["outbox"]["failing"]:
        yield f"{count(told['outbox']['failing'], 'alert')} could not be delivered yet: `clausewatch alerts` says why"
    if told["outbox"]["given_up_lately"]:
        given_up = count(told["outbox"]["given_up_lately"], "alert")
        yield f"{given_up} given up within a week: `clausewatch alerts` says why"
