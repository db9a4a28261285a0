"""How is a mail handed to a server, and why did it not take it?"""

from __future__ import annotations

import logging
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterable, Mapping
from contextlib import suppress
from email.message import EmailMessage
from threading import Event
from typing import Any

from alerts.deadline import MAY_HAVE_ARRIVED, Deadline, within
from alerts.neutral import one_line
from alerts.outgoing import without
from settings import MAIL_PASSWORD, Mail

_EACH = 20.0  # seconds for connecting and for each answer
_ALL = 30.0
_WORDS = 200  # characters of a server's words

logger = logging.getLogger("clausewatch")


def post(message: EmailMessage, recipients: Iterable[str], mail: Mail, password: str, *, seconds: float = _ALL) -> str:
    """Hands the mail over; empty when the server took it for at least one recipient, else why not.

    The server's words are bounded, and never hold the password. Where it was given the mail and did not answer, the
    sentence ends with MAY_HAVE_ARRIVED.
    """
    given, recipients, content = Event(), list(recipients), message.as_bytes()
    failure = within(seconds, lambda deadline: _handed_over(content, recipients, mail, password, deadline, given))
    if failure is None:
        late = f"{_place(mail)} had not taken the mail after {seconds:.0f} s"
        return late + MAY_HAVE_ARRIVED if given.is_set() else late
    return failure


class _Connection(smtplib.SMTP):
    """A connection under a deadline. The library has no public way to its socket before the first answer."""

    def __init__(self, mail: Mail, deadline: Deadline, given: Event) -> None:
        self._deadline, self._direct, self._given = deadline, mail.security == "tls", given
        self._trust = ssl.create_default_context() if mail.security != "none" else None
        super().__init__(mail.host, mail.port, timeout=_EACH)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        connection = socket.create_connection((host, port), timeout)
        self._deadline.watch(connection)
        return self._trust.wrap_socket(connection, server_hostname=host) if self._direct and self._trust else connection

    def secure(self) -> None:
        if self._trust and not self._direct:
            self.starttls(context=self._trust)

    def data(self, msg: Any) -> tuple[int, bytes]:
        self._given.set()
        answer = super().data(msg)
        self._given.clear()
        return answer


def _handed_over(
    content: bytes, recipients: list[str], mail: Mail, password: str, deadline: Deadline, given: Event
) -> str:
    try:
        connection = _Connection(mail, deadline, given)
        try:
            connection.secure()
            if mail.user:
                connection.login(mail.user, password)
            refused = connection.sendmail(mail.sender, recipients, content)
            with suppress(smtplib.SMTPException, OSError):  # the mail is taken, however they part
                connection.quit()
        finally:
            connection.close()
    except UnicodeError:  # of an empty or too long part of the name, before anything is looked up
        return f"{_place(mail)} has a name that cannot be one"
    except (smtplib.SMTPException, OSError) as error:
        unsure = given.is_set() and not isinstance(error, smtplib.SMTPResponseException)
        return _hidden(_why(error, _place(mail)), mail, password) + MAY_HAVE_ARRIVED * unsure
    if refused:
        logger.warning("%s", _hidden(f"{_place(mail)} took a mail, but not for {_refusals(refused)}", mail, password))
    return ""


def _place(mail: Mail) -> str:
    return f"the mail server {mail.host}:{mail.port}"


def _why(error: smtplib.SMTPException | OSError, place: str) -> str:
    """One sentence; SMTPException is an OSError, too."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return f"{place} takes no mail for {_refusals(error.recipients)}"
        case smtplib.SMTPAuthenticationError():
            return f"{place} refused mail.user and {MAIL_PASSWORD}: {_said(error)}"
        case smtplib.SMTPSenderRefused():
            return f"{place} refused mail.sender: {_said(error)}"
        case smtplib.SMTPResponseException():
            return f"{place} refused the mail: {_said(error)}"
        case smtplib.SMTPServerDisconnected() if isinstance(error.__context__, TimeoutError):
            return f"{place} did not answer within {_EACH:.0f} s"
        case smtplib.SMTPServerDisconnected():
            return f"{place} closed the connection"
        case smtplib.SMTPException():
            return f"{place} cannot do what mail.security or mail.user ask for: {one_line(str(error), _WORDS)}"
        case _:
            return _unreached(error, place)


def _unreached(error: OSError, place: str) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return f"{place} has a certificate that is not trusted: {one_line(error.verify_message, _WORDS)}"
        case ssl.SSLError():
            return f"{place} made no secure connection: {one_line(error.reason or str(error), _WORDS)}"
        case socket.gaierror():
            return f"{place} has a name that no address was found for"
        case TimeoutError():
            return f"{place} did not answer within {_EACH:.0f} s"
        case _:
            return f"{place} cannot be reached: {one_line(error.strerror or str(error), _WORDS)}"


def _said(error: smtplib.SMTPResponseException) -> str:
    return _answer(error.smtp_code, error.smtp_error)


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {one_line(text, _WORDS)}".strip()


def _refusals(refused: Mapping[str, tuple[int, bytes]]) -> str:
    """The first three, which is enough to know what is wrong."""
    shown = [f"{address} ({_answer(code, words)})" for address, (code, words) in list(refused.items())[:3]]
    return ", ".join(shown) + (f" and {len(refused) - 3} more" if len(refused) > 3 else "")


def _hidden(sentence: str, mail: Mail, password: str) -> str:
    """Without the password, plain or as it goes over the wire: some servers repeat what they do not understand."""
    if not password:
        return one_line(sentence)
    for said in (f"\0{mail.user}\0{password}", password):
        sentence = sentence.replace(b64encode(said.encode()).decode(), "***")
    return without(sentence, password)
