"""What does an alert look like as a mail?

Every text of it may be a stranger's: what goes into a header is one line before it gets there, and addresses were
checked when the settings were read. Two mails of one alert are equal byte by byte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from uuid import NAMESPACE_URL, uuid5

from alerts.identifiers import message_id
from alerts.neutral import one_line
from alerts.outgoing import repeated, repeated_page, sendable
from model import Alert

_LONGEST_SUBJECT = 200
_NAMESPACE = uuid5(NAMESPACE_URL, "https://clausewatch.invalid/threads")


def mail_of(alert: Alert, *, sender: str, recipients: Sequence[str], repeat: bool = False) -> EmailMessage:
    """The mail in both forms. Raises ValueError as `message_id` does."""
    mail = EmailMessage(SMTP)
    mail["From"] = Address("clausewatch", addr_spec=sender)
    mail["To"] = [Address(addr_spec=recipient) for recipient in recipients]
    mail["Subject"] = _subject(alert)
    mail["Date"] = alert.made_at
    mail["Message-ID"] = message_id(alert)
    for name, value in _kept_together(alert):
        mail[name] = value
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence note answers it
    if repeat:
        mail["X-Clausewatch-Repeat"] = "yes"
    _fill(mail, alert, repeat)
    return mail


def _subject(alert: Alert) -> str:
    """One line in which nothing is decoded: Python 3.11 reads "=?utf-8?q?=0D=0ABcc:?=" and writes a second header."""
    return one_line(alert.message.subject, _LONGEST_SUBJECT).replace("=?", "= ?")


def _kept_together(alert: Alert) -> list[tuple[str, str]]:
    """Headers by which programs sort: a list for each watch (RFC 2919), a thread for each timeline.

    The mail that a thread refers to was never sent; programs put together what refers to one, sent or not.
    """
    watch = re.sub(r"[^a-z0-9]+", "-", alert.watch.lower())[:60].strip("-") or "watch"
    headers = [("List-Id", f"<{watch}.clausewatch.invalid>")]
    if alert.timeline:
        thread = f"<{uuid5(_NAMESPACE, alert.timeline)}@clausewatch.invalid>"
        headers += [("In-Reply-To", thread), ("References", thread)]
    return headers


def _fill(mail: EmailMessage, alert: Alert, repeat: bool) -> None:
    """Text and page, coded so that no line is longer than mail allows, and none begins with a dot or "From "."""
    text, page = sendable(alert.message.text), sendable(alert.message.html)
    mail.set_content(repeated(text) if repeat else text, cte="quoted-printable")
    mail.add_alternative(repeated_page(page) if repeat else page, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=={alert.name}==")  # "==" never stands in what is coded so
