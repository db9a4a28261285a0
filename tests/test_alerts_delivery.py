import pytest

from alerts.delivery import channel_faults, check, deliver
from settings import Channel, Mail, Settings
from tests.outbox import an_alert
from tests.receivers import Inbox, at, mail_server, service

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")  # apprise, on 3.11 and 3.12

TEAM = Channel(name="team", mail=("ann@lumora.example",))
CHAT = Channel(name="chat", apprise="TEAM_CHAT")
FEED = Channel(name="feed", atom="policies.xml")
SENDER = Mail(sender="watch@lumora.example")
LOGIN = Mail(host="mail.lumora.example", security="tls", user="watch", sender="watch@lumora.example")


def test_a_channel_of_addresses_gets_mail():
    inbox = Inbox()
    with mail_server(inbox) as port:
        assert deliver(TEAM, at(port), an_alert(), repeat=False, environment={}) == ""
        assert deliver(TEAM, at(port), an_alert(), repeat=True, environment={}) == ""
    assert [b"X-Clausewatch-Repeat: yes" in content for _, _, content in inbox.got] == [False, True]


def test_a_channel_of_a_service_gets_a_message_at_the_address_in_its_variable():
    with service() as (host, got):
        environment = {"TEAM_CHAT": f" json://{host}/changes\n"}
        assert deliver(CHAT, Mail(), an_alert(), repeat=True, environment=environment) == ""
    assert "This may be a repeat" in got[0]["message"]


def test_a_feed_is_not_delivered_but_written():
    with pytest.raises(ValueError, match="write_feed writes it"):
        deliver(FEED, Mail(), an_alert(), repeat=False, environment={})


@pytest.mark.parametrize(
    ("channel", "mail", "environment", "fault"),
    [
        (CHAT, Mail(), {}, "the variable TEAM_CHAT is not set, which holds the address of the service"),
        (CHAT, Mail(), {"TEAM_CHAT": " "}, "the variable TEAM_CHAT is not set, which holds the address of the service"),
        (TEAM, Mail(), {}, "mail.sender is not set, the address that mail comes from"),
        (
            TEAM,
            LOGIN,
            {},
            "the variable CLAUSEWATCH_MAIL_PASSWORD is not set, which holds the password of mail.user",
        ),
        (
            TEAM,
            LOGIN,
            {"CLAUSEWATCH_MAIL_PASSWORD": "hüsh"},
            "the variable CLAUSEWATCH_MAIL_PASSWORD holds characters beyond ASCII, "
            "with which nobody can log in to a mail server",
        ),
    ],
)
def test_what_the_environment_lacks_is_told_before_anything_is_sent(channel, mail, environment, fault):
    assert check(channel, mail, environment) == fault
    assert deliver(channel, mail, an_alert(), repeat=False, environment=environment) == fault


def test_an_address_that_apprise_does_not_know_is_a_fault_and_not_repeated():
    environment = {"TEAM_CHAT": "nosuch://hush-hush"}
    fault = check(CHAT, Mail(), environment)
    assert fault.startswith("the variable TEAM_CHAT holds no address of a service that Apprise knows")
    assert "hush" not in fault + deliver(CHAT, Mail(), an_alert(), repeat=False, environment=environment)


def test_the_faults_of_all_channels_are_told_by_name():
    settings = Settings(channels={"team": TEAM, "chat": CHAT, "feed": FEED})
    assert channel_faults(settings, {"TEAM_CHAT": "json://hooks.lumora.example"}) == (
        "channel team: mail.sender is not set, the address that mail comes from",
    )
    sending = Settings(channels={"team": TEAM, "feed": FEED}, mail=SENDER)
    assert channel_faults(sending, {}) == ()
