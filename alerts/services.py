"""How does an alert reach a chat or a push service, and why did it not?

Apprise speaks to the services. Its import takes half a second, so it waits for the first message. The address of a
service is a secret as a whole: tokens stand in its host, its path and its query.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from alerts.deadline import MAY_HAVE_ARRIVED, within
from alerts.neutral import one_line
from alerts.outgoing import cut, repeated, sendable, without
from model import Alert

if TYPE_CHECKING:
    from apprise import Apprise, AppriseResult
    from apprise.plugins import NotifyBase

_ALL = 30.0  # seconds; Apprise limits each connect and answer to 4
_LONGEST_TITLE, _LONGEST_BODY = 200, 20_000
_LOG = logging.getLogger("apprise")
_UNANSWERED = re.compile(r"read timed out|connection aborted", re.IGNORECASE)  # words of requests' exceptions
_SPARE = 50  # characters for what Apprise puts between title and body where a service has no title


def notify(address: str, alert: Alert, *, repeat: bool, seconds: float = _ALL) -> str:
    """Sends the alert as plain text; empty when the service took it, else why not.

    A service that had not answered in time may have taken it all the same; then the sentence ends with
    MAY_HAVE_ARRIVED.
    """
    loaded = _loaded(address)
    if len(loaded) != 1:
        return unknown(address)
    service = loaded[0]
    name = without(str(service.service_name), "")
    answer = within(seconds, lambda _: _sent(loaded, service, alert, repeat))
    if answer is None:
        return f"{name} had not answered after {seconds:.0f} s{MAY_HAVE_ARRIVED}"
    said = answer.removesuffix(MAY_HAVE_ARRIVED)
    return answer and f"{name} did not take the message: {without(said, address)}{answer[len(said) :]}"


def unknown(address: str) -> str:
    """What is wrong with the address of a service, without repeating it; empty if Apprise knows it. Sends nothing."""
    loaded = _loaded(address)
    if len(loaded) > 1:
        return "holds more than one address of a service"
    return "" if len(loaded) else "holds no address of a service that Apprise knows, such as ntfys://HOST/TOPIC"


def _loaded(address: str) -> Apprise:
    """Each send in the thread that asks for it: Apprise's own threads would keep a process from ending."""
    from apprise import Apprise, AppriseAsset

    _LOG.propagate = False
    _LOG.setLevel(logging.DEBUG)
    loaded = Apprise(asset=AppriseAsset(app_id="clausewatch", async_mode=False, service_timeout=0))
    loaded.add(address)
    return loaded


def _sent(loaded: Apprise, service: NotifyBase, alert: Alert, repeat: bool) -> str:
    from apprise import NotifyFormat

    title = one_line(alert.message.subject, _LONGEST_TITLE)
    text = sendable(alert.message.text)
    body = _fitting(repeated(text) if repeat else text, service, len(title))
    with _listening() as heard:
        result = loaded.notify(title=title, body=body, body_format=NotifyFormat.TEXT.value)
    return "" if result else _why(result) + MAY_HAVE_ARRIVED * bool(heard)


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What says, in this thread, that a service was given the message and did not answer.

    Apprise gives one reason for that and for a service that is not there; only its debug log, which names addresses
    and so goes nowhere else, has the difference.
    """
    heard: list[str] = []
    mine = threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == mine and _UNANSWERED.search(record.getMessage()):
                heard.append(record.getMessage())

    _LOG.addHandler(listener := Listener())
    try:
        yield heard
    finally:
        _LOG.removeHandler(listener)


def _fitting(text: str, service: NotifyBase, title: int) -> str:
    """As much as the service takes, unless its address says `overflow=split`."""
    from apprise import OverflowMode

    if service.overflow_mode != OverflowMode.UPSTREAM:
        return cut(text, _LONGEST_BODY)
    service.overflow_mode = OverflowMode.TRUNCATE  # where marks of a markup make the text longer again
    return cut(text, min(_LONGEST_BODY, service.body_maxlen - title - _SPARE))


def _why(result: AppriseResult) -> str:
    """What Apprise said on the way, each once."""
    said = dict.fromkeys(entry.message.strip() for entry in result.logs())
    return "; ".join(filter(None, said)) or "no reason was given"
