"""Against real servers: aiosmtpd, and sockets that behave worse than any mail server."""

import asyncio
import ipaddress
import logging
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from alerts.deadline import may_have_arrived
from alerts.mail import mail_of
from alerts.post import post
from settings import Mail
from tests.outbox import an_alert
from tests.receivers import Inbox, at, free_port, mail_server, socket_server

TO = ("ann@lumora.example", "bo@lumora.example")
PASSWORD = "correct-horse-battery"


def posted(mail, *, to=TO, password="", **more):
    message = mail_of(an_alert(), sender=mail.sender, recipients=to)
    return post(message, to, mail, password, **more)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for 127.0.0.1 and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail.test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(hours=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "mail.pem"
    plain = serialization.PrivateFormat.PKCS8
    form = serialization.Encoding.PEM
    path.write_bytes(key.private_bytes(form, plain, serialization.NoEncryption()) + made.public_bytes(form))
    return path


@pytest.fixture
def serving_tls(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusted(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


def only(password):
    def authenticate(server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == password.encode(), handled=False)

    return authenticate


def test_a_mail_goes_to_every_recipient_at_once():
    inbox = Inbox()
    with mail_server(inbox) as port:
        assert posted(at(port)) == ""
    ((sender, recipients, content),) = inbox.got
    assert (sender, recipients) == ("watch@lumora.example", list(TO))
    assert message_from_bytes(content, policy=default)["Message-ID"].startswith("<2f1c1bb2-")


def test_a_mail_that_some_may_not_get_is_delivered_and_the_log_names_them(caplog):
    inbox = Inbox(refuses=TO[:1])
    with mail_server(inbox) as port, caplog.at_level(logging.WARNING, "clausewatch"):
        assert posted(at(port)) == ""
    assert [recipients for _, recipients, _ in inbox.got] == [["bo@lumora.example"]]
    assert (
        "took a mail, but not for ann@lumora.example (550 5.1.1 <ann@lumora.example> is not known here)" in caplog.text
    )


def test_a_mail_that_nobody_may_get_is_not_delivered():
    inbox = Inbox(refuses=TO)
    with mail_server(inbox) as port:
        assert posted(at(port)) == (
            f"the mail server 127.0.0.1:{port} takes no mail for "
            "ann@lumora.example (550 5.1.1 <ann@lumora.example> is not known here), "
            "bo@lumora.example (550 5.1.1 <bo@lumora.example> is not known here)"
        )
    assert inbox.got == []


def test_of_many_refused_the_first_are_named():
    many = [f"a{number}@lumora.example" for number in range(10)]
    with mail_server(Inbox(refuses=many)) as port:
        failure = posted(at(port), to=many)
    assert failure.endswith("and 7 more")
    assert len(failure) < 500


@pytest.mark.parametrize("says", ["451 greylisted, come back later", "554 " + "word " * 90])
def test_what_a_server_says_against_a_mail_is_told_in_bounds(says):
    with mail_server(Inbox(says=says)) as port:
        failure = posted(at(port))
    assert failure.startswith(f"the mail server 127.0.0.1:{port} refused the mail: {says[:12]}")
    assert len(failure) < 300


def test_a_server_that_is_not_there_cannot_be_reached():
    port = free_port()
    failure = posted(at(port))
    assert failure == f"the mail server 127.0.0.1:{port} cannot be reached: Connection refused"
    assert not may_have_arrived(failure)


def test_a_name_without_an_address_is_told():
    mail = Mail(host="mail.invalid", port=25, sender="watch@lumora.example")
    assert posted(mail) == "the mail server mail.invalid:25 has a name that no address was found for"


@pytest.mark.parametrize("host", ["mail..invalid", "a" * 64 + ".invalid"])
def test_a_name_that_cannot_be_one_is_told(host):
    mail = Mail(host=host, port=25, sender="watch@lumora.example")
    assert posted(mail) == f"the mail server {host}:25 has a name that cannot be one"


class Forgetful(Inbox):
    """Takes the mail, and then hangs up or says nothing."""

    def __init__(self, then):
        super().__init__()
        self.then = then

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        await super().handle_DATA(server, session, envelope)
        return await self.then(server)


async def hangs_up(server):
    server.transport.abort()
    return "250 OK"


async def falls_silent(server):
    await asyncio.sleep(2)
    return "250 OK"


@pytest.mark.parametrize("then", [hangs_up, falls_silent])
def test_a_mail_that_was_given_and_not_answered_may_have_arrived(then):
    inbox = Forgetful(then)
    with mail_server(inbox) as port:
        failure = posted(at(port), seconds=0.6)
    assert len(inbox.got) == 1
    assert failure.endswith("; the message may have arrived")
    assert may_have_arrived(failure)


def stays_silent(connection):
    connection.settimeout(10)
    while connection.recv(4096):
        pass


def dribbles(connection):
    try:
        for byte in b"220-" + b"x" * 100:
            connection.sendall(bytes([byte]))
            time.sleep(0.1)
    except OSError:
        pass


@pytest.mark.parametrize("security", ["none", "tls"])
@pytest.mark.parametrize("talk", [stays_silent, dribbles])
def test_a_server_that_stays_silent_or_says_a_byte_now_and_then_is_left(talk, security):
    with socket_server(talk) as port:
        began = time.monotonic()
        failure = posted(at(port, security=security), seconds=0.6)
        took = time.monotonic() - began
    if (talk, security) == (dribbles, "tls"):  # not the language of TLS, which shows at once
        assert "made no secure connection" in failure
    else:
        assert failure == f"the mail server 127.0.0.1:{port} had not taken the mail after 1 s"
        assert 0.6 <= took < 1.5
    assert not [thread for thread in threading.enumerate() if thread.name == "delivery"]


def test_a_server_that_hangs_up_has_not_taken_the_mail():
    with socket_server(lambda connection: connection.sendall(b"220 mail.test\r\n")) as port:
        assert posted(at(port)) == f"the mail server 127.0.0.1:{port} closed the connection"


def test_a_server_that_turns_everybody_away_is_quoted():
    with socket_server(lambda connection: connection.sendall(b"554 no service for 127.0.0.1\r\n")) as port:
        assert posted(at(port)).endswith("refused the mail: 554 no service for 127.0.0.1")


def test_under_starttls_the_password_is_sent_and_the_mail_taken(serving_tls, trusted):
    inbox = Inbox()
    options = {"tls_context": serving_tls, "require_starttls": True, "authenticator": only(PASSWORD)}
    with mail_server(inbox, auth_required=True, **options) as port:
        assert posted(at(port, security="starttls", user="watch"), password=PASSWORD) == ""
    assert len(inbox.got) == 1


def test_under_tls_from_the_first_byte_likewise(serving_tls, trusted):
    inbox = Inbox()
    with mail_server(inbox, ssl_context=serving_tls, authenticator=only(PASSWORD), auth_require_tls=False) as port:
        assert posted(at(port, security="tls", user="watch"), password=PASSWORD) == ""
    assert len(inbox.got) == 1


def test_a_wrong_password_is_told_by_the_names_of_what_to_mend(serving_tls, trusted):
    inbox = Inbox()
    with mail_server(inbox, tls_context=serving_tls, authenticator=only("another")) as port:
        failure = posted(at(port, security="starttls", user="watch"), password=PASSWORD)
    assert failure == (
        f"the mail server 127.0.0.1:{port} refused mail.user and CLAUSEWATCH_MAIL_PASSWORD: "
        "535 5.7.8 Authentication credentials invalid"
    )
    assert inbox.got == []


class Parrot(SMTP):
    """Repeats in its answer what it does not understand."""

    async def smtp_AUTH(self, arg):  # noqa: N802 - the library's name
        await self.push(f"535 cannot use {arg} nor {PASSWORD}")


class ParrotController(Controller):
    def factory(self):
        return Parrot(self.handler, tls_context=self.context)


def test_a_password_that_a_server_repeats_is_not_told(serving_tls, trusted):
    controller = ParrotController(Inbox(), hostname="127.0.0.1", port=free_port())
    controller.context = serving_tls
    controller.start()
    try:
        failure = posted(at(controller.port, security="starttls", user="watch"), password=PASSWORD)
    finally:
        controller.stop()
    assert "535 cannot use" in failure
    assert "***" in failure
    assert not [part for part in (PASSWORD, "horse", "AHdhdGNoAGNvcnJl") if part in failure]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_nobody_is_not_trusted(security, serving_tls):
    inbox = Inbox()
    options = {"ssl_context": serving_tls} if security == "tls" else {"tls_context": serving_tls}
    with mail_server(inbox, **options) as port:
        failure = posted(at(port, security=security))
    assert failure.startswith(f"the mail server 127.0.0.1:{port} has a certificate that is not trusted: self")
    assert inbox.got == []


def test_a_server_without_tls_gets_nothing_where_tls_is_asked_for():
    inbox = Inbox()
    with mail_server(inbox) as port:
        failure = posted(at(port, security="starttls", user="watch"), password=PASSWORD)
    assert "cannot do what mail.security or mail.user ask for: STARTTLS extension not supported by server." in failure
    assert inbox.got == []


def test_a_server_without_logins_is_told():
    with mail_server(Inbox()) as port:
        failure = posted(at(port, user="watch"), password=PASSWORD)
    assert "cannot do what mail.security or mail.user ask for: SMTP AUTH extension not supported by server." in failure
