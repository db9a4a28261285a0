"""Which pages shall an archive save, because a visit just saw them change?"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from crawler.saving.service import Service, unfit_to_save
from deriving import Visits
from model import History, Revision, Saving, Severity, Timeline
from settings import SAVING_KEY, SAVING_SECRET, Settings, SettingsError
from store import Store

_LATELY = timedelta(days=1)
_RANK = {Severity.NONE.value: 0, Severity.MINOR.value: 1, Severity.MAJOR.value: 2}


def service_of(settings: Settings, environment: Mapping[str, str] = os.environ) -> Service | None:
    """Whom to ask, with the operator's keys; None if nobody is. Raises SettingsError without the keys."""
    saving = settings.saving
    if not saving.archive:
        return None
    key, secret = (_secret(environment, name) for name in (SAVING_KEY, SAVING_SECRET))
    return Service(
        archive=saving.archive,
        address=saving.address.rstrip("/"),
        replay=settings.archives[saving.archive].replay,
        key=key,
        secret=secret,
        a_day=saving.a_day,
        at_once=saving.at_once,
        per_minute=saving.per_minute,
    )


def _secret(environment: Mapping[str, str], name: str) -> str:
    found = environment.get(name, "").strip()
    if not found:
        raise SettingsError(f"{name} is not set: saving.archive needs it, with the key pair of your account there")
    if not re.fullmatch(r"[!-9;-~]{4,200}", found):
        raise SettingsError(f"{name}: found something else, expected 4 to 200 ASCII characters without spaces and ':'")
    return found


def want(store: Store, settings: Settings, timeline: Timeline, history: History, visits: Visits, now: datetime) -> None:
    """Notes what shall be saved; to be called in the transaction that writes the history.

    What came of the first visit is no change that anybody saw, what an archive showed is held by a third party
    already, and what is a day old or was concluded of old visits by new code is past saving.
    """
    if not settings.saving.archive or not visits.looks:
        return
    live, first = set(visits.looks), min(visits.looks)
    for revision in _matters(history, settings.saving.least):
        after = history.versions[revision.after - 1]
        moment, original = after.first_seen, timeline.locations[after.location].original.partition("#")[0]
        seen_lately = moment in live and moment > first and now - _LATELY <= moment <= now
        if seen_lately and not unfit_to_save(original, settings.crawl.allow_hosts):
            store.savings.want(
                Saving(
                    archive=settings.saving.archive,
                    original=original,
                    timeline=timeline.id,
                    moment=moment,
                    digest=after.capture.digest,
                    wanted_at=now,
                )
            )


def _matters(history: History, least: str) -> Iterator[Revision]:
    """Also what an alert waits with until it is seen again: then there may be nothing to save any more."""
    for revision in history.revisions:
        if revision.judgement.alert and _RANK[revision.judgement.severity.value] >= _RANK[least]:
            yield revision
