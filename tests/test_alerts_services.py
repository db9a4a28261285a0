"""Against a real server on loopback; Apprise itself is not stood in for."""

import json
import logging
import time

import pytest

from alerts.deadline import may_have_arrived
from alerts.services import notify, unknown
from tests.outbox import an_alert
from tests.receivers import service, socket_server

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # apprise, on 3.11 and 3.12


def told(address, alert=None, *, repeat=False, **more):
    return notify(address, alert or an_alert(), repeat=repeat, **more)


def test_a_service_gets_subject_and_text_as_they_are():
    with service() as (host, got):
        assert told(f"json://{host}/changes", an_alert(text="[-12-]{+36+} months *now*\n<b>\n")) == ""
    (message,) = got
    assert message["title"] == "Acme Privacy: 1 major change"
    assert message["message"] == "[-12-]{+36+} months *now*\n<b>"


def test_a_repeat_says_so_first():
    with service() as (host, got):
        assert told(f"json://{host}", repeat=True) == ""
    assert got[0]["message"].startswith("This may be a repeat: an earlier attempt to send it was interrupted.\n\n12 ")


def test_what_a_service_cannot_take_is_cut_and_says_so():
    with service() as (host, got):
        assert told(f"json://{host}", an_alert(text="word " * 50_000)) == ""
        assert told(f"ntfy://{host}/topic", an_alert(text="word " * 50_000)) == ""
    whole, short = (message["message"] for message in got)
    assert 19_900 < len(whole) <= 20_000
    assert 7_500 < len(short) <= 7_800  # what ntfy takes
    assert {text.splitlines()[-1] for text in (whole, short)} == {"[cut: no more is taken in one message]"}


def test_an_address_may_ask_for_several_messages_instead():
    with service() as (host, got):
        assert told(f"json://{host}?overflow=split", an_alert(text="word " * 50_000)) == ""
    assert [len(message["message"]) > 19_000 for message in got] == [True]
    assert "overflow" not in json.dumps(got)


def test_a_subject_is_one_line():
    with service() as (host, got):
        assert told(f"json://{host}", an_alert(subject="a\r\nb\u2028c " + "d " * 300)) == ""
    assert got[0]["title"].startswith("a b c d d")
    assert len(got[0]["title"]) <= 200


SECRET = "hush-T0KEN"


def test_what_a_service_says_against_a_message_is_told_without_its_address():
    with service(status=403) as (host, _):
        failure = told(f"json://ann:{SECRET}@{host}/{SECRET}?-key={SECRET}")
        port = host.partition(":")[2]
    assert failure.startswith("JSON did not take the message: Failed to send JSON")
    assert "403" in failure
    assert not [part for part in (SECRET, SECRET.lower(), "127.0.0.1", port) if part in failure]


def test_a_service_that_is_not_there_is_told_without_its_address():
    with service() as (host, _):
        pass
    failure = told(f"json://{host}/{SECRET}")
    assert failure == "JSON did not take the message: A Connection error occurred sending JSON notification to ***."


def test_a_service_that_does_not_answer_in_time_is_left():
    with service(answers=False) as (host, got):
        began = time.monotonic()
        failure = told(f"json://{host}", seconds=0.3)
        assert time.monotonic() - began < 4
    assert failure == "JSON had not answered after 0 s; the message may have arrived"
    assert len(got) == 1


def hangs_up(connection):
    connection.recv(100_000)


class Log(logging.Handler):
    def __init__(self):
        super().__init__()
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())


@pytest.fixture
def log():
    """What goes to the log of the whole program."""
    logging.getLogger().addHandler(handler := Log())
    yield handler.said
    logging.getLogger().removeHandler(handler)


def test_a_service_that_took_the_message_and_hung_up_may_have_it(log):
    """Apprise's own limit for an answer shows in the same way, after 4 s."""
    with socket_server(hangs_up) as port:
        failure = told(f"json://127.0.0.1:{port}/{SECRET}")
    assert may_have_arrived(failure)
    assert failure.count("may have arrived") == 1
    assert SECRET not in failure + "".join(log)


@pytest.mark.parametrize(
    "address", ["", "no address", f"nosuch://{SECRET}", f"{SECRET}", f"tgram://{SECRET}", "\0", "://"]
)
def test_what_is_no_address_of_a_service_is_told_and_not_repeated(address):
    assert unknown(address) == "holds no address of a service that Apprise knows, such as ntfys://HOST/TOPIC"
    assert told(address) == unknown(address)


def test_two_addresses_are_one_too_many():
    """One of them may fail, and a retry would tell the other twice."""
    assert unknown(f"json://a.example/{SECRET}, json://b.example") == "holds more than one address of a service"


@pytest.mark.parametrize(
    "address",
    [
        "json://hooks.example/x",
        "ntfys://ntfy.example/topic",
        "discord://123456789012345678/abcdefghijklmnopqrstuvwxyz",
        "mailto://ann:secret@mail.example",
    ],
)
def test_an_address_of_a_service_is_known(address):
    assert unknown(address) == ""
