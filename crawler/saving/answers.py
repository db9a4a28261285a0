"""What did the service answer, and what follows for the page that was to be saved?"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from crawler.coding import decode
from crawler.replay import Answer, retry_after
from crawler.saving.service import Question, Service
from crawler.trouble import Trouble
from model import SavingStep, from_timestamp14

LARGEST = 2_000_000
"""Bytes of an answer: the status names every resource of the page."""

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_JOB = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,199}")
_TIMESTAMP = re.compile(r"[0-9]{14}")

# What the archive will not or cannot ever save; whatever else it says may pass.
_FOR_GOOD = frozenset(
    {
        *("bad-request", "blocked", "blocked-client-ip", "blocked-url", "filesize-limit", "ftp-access-denied"),
        *("invalid-host-resolution", "invalid-url", "invalid-url-syntax", "method-not-allowed", "no-access"),
        *("network-authentication-required", "not-found", "not-implemented", "too-many-redirects", "unauthorized"),
        "unsupported-media-type",
    }
)
_OF_THE_ACCOUNT = frozenset({"user-session-limit"})
_TOMORROW = frozenset({"too-many-daily-captures"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be kept; `wait` is how long until the next step is due."""

    step: SavingStep
    wait: timedelta | None = None
    job: str = ""
    memento: str = ""
    reason: str = ""


def concluded(service: Service, asked: Question, answer: Answer | Trouble, now: datetime) -> Step | None:
    """What follows from an answer; None while the archive is at work."""
    if isinstance(answer, Trouble):
        return _paused(asked, f"{answer.reason}: {answer.detail}", None)
    if answer.status != 200:
        return _refused(asked, answer, now)
    told = _told(answer)
    if told is None:
        return _put_off(asked, "the answer is no JSON", _MINUTE)
    if told.get("status") == "error" or told.get("status_ext"):
        return _failed(asked, told)
    return _status(service, asked, told, now) if asked.saving.job else _begun(asked, told)


def _refused(asked: Question, answer: Answer, now: datetime) -> Step:
    wait = retry_after(answer.first("retry-after"), now)
    if answer.status in (401, 403):
        return _paused(asked, f"status {answer.status}: the keys are refused", 3600)
    if answer.status == 429 or answer.status >= 500 or wait is not None:
        return _paused(asked, f"status {answer.status}", wait)
    if answer.status == 404 and asked.saving.job:
        return _put_off(asked, "the archive knows nothing of its job", _MINUTE)
    return _put_off(asked, f"status {answer.status}", _MINUTE)


def _told(answer: Answer) -> Mapping[str, Any] | None:
    body = decode(answer.body, answer.all("content-encoding"), LARGEST)
    try:
        told = None if isinstance(body, Trouble) else json.loads(body)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _begun(asked: Question, told: Mapping[str, Any]) -> Step:
    job = told.get("job_id")
    if isinstance(job, str) and _JOB.fullmatch(job):
        return Step(step=SavingStep.BEGUN, job=job)
    # It saved the page lately, by what it counts as late: a memento that may be older than the visit.
    return _put_off(asked, f"no job was begun: {_said(told)}", _HOUR)


def _status(service: Service, asked: Question, told: Mapping[str, Any], now: datetime) -> Step | None:
    if told.get("status") != "success":
        return None
    timestamp = told.get("timestamp")
    moment = _moment(timestamp) if isinstance(timestamp, str) else None
    if moment is None or moment > now + _DAY:
        return _put_off(asked, "it is said to be saved, but not when", _HOUR)
    if moment < asked.saving.moment:
        return _put_off(asked, f"the archive gave its memento of {timestamp}, from before the change was seen", _HOUR)
    return Step(step=SavingStep.SAVED, memento=service.memento(asked.saving.original, moment))


def _moment(timestamp: str) -> datetime | None:
    try:
        return from_timestamp14(timestamp) if _TIMESTAMP.fullmatch(timestamp) else None
    except ValueError:
        return None


def _failed(asked: Question, told: Mapping[str, Any]) -> Step:
    name = str(told.get("status_ext", "")).removeprefix("error:")[:60]
    reason = f"{name}: {_said(told)}" if name else _said(told)
    if name in _OF_THE_ACCOUNT:
        return _paused(asked, reason, None)
    if name in _FOR_GOOD:
        return Step(step=SavingStep.FAILED, reason=reason)
    return _put_off(asked, reason, _DAY if name in _TOMORROW else _MINUTE)


def _said(told: Mapping[str, Any]) -> str:
    text = "".join(char if char.isprintable() else " " for char in str(told.get("message", ""))[:1_000])
    return " ".join(text.split())[:200] or "no reason given"


def _paused(asked: Question, reason: str, seconds: float | None) -> Step:
    """Nothing is asked of the service until then; what it is at work on is asked about afterwards."""
    wait = timedelta(seconds=ceil(seconds)) if seconds is not None else _doubled(_MINUTE, asked.saving.asked - 1)
    return Step(step=SavingStep.PAUSED, wait=min(wait, _DAY), job=asked.saving.job, reason=reason)


def _put_off(asked: Question, reason: str, first: timedelta) -> Step:
    return Step(step=SavingStep.PUT_OFF, wait=min(_doubled(first, asked.saving.tries), _DAY), reason=reason)


def _doubled(first: timedelta, times: int) -> timedelta:
    return first * float(2 ** min(max(times, 0), 10))
