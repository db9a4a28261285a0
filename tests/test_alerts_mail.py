from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alerts.mail import mail_of
from settings.values import mail_address
from tests.outbox import an_alert

SENDER, TO = "watch@lumora.example", ("ann@lumora.example", "bo@lumora.example")
HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "List-Id", "In-Reply-To", "References", "Auto-Submitted"),
    *("MIME-Version", "Content-Type"),
]


def sent(alert, recipients=TO, **more):
    """The mail as whoever gets it reads it."""
    return message_from_bytes(mail_of(alert, sender=SENDER, recipients=recipients, **more).as_bytes(), policy=default)


def both(mail):
    text, page = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
    return text.replace("\r\n", "\n"), page.replace("\r\n", "\n")


def test_a_mail_says_who_when_and_what_in_both_forms():
    mail = sent(an_alert())
    assert str(mail["From"]) == "clausewatch <watch@lumora.example>"
    assert str(mail["To"]) == "ann@lumora.example, bo@lumora.example"
    assert mail["Subject"] == "Acme Privacy: 1 major change"
    assert mail["Date"].datetime == an_alert().made_at
    assert mail.get_content_type() == "multipart/alternative"
    text, page = both(mail)
    assert text.strip() == "12 months became 36 months"
    assert "<p>12 months became 36 months</p>" in page


def test_the_message_id_is_the_alerts_and_no_mail_program_answers():
    mail = sent(an_alert())
    assert mail["Message-ID"] == "<2f1c1bb2-94a9-5a3e-8f0e-6f4d3a1b9c55@clausewatch.invalid>"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_mails_of_one_timeline_make_a_thread_and_those_of_a_watch_a_list():
    mail, later, other = (
        sent(an_alert()),
        sent(an_alert(name="other", made_at=an_alert().made_at + timedelta(days=1))),
        sent(an_alert(timeline="acme/terms")),
    )
    assert mail["References"] == mail["In-Reply-To"] == later["References"] != other["References"]
    assert mail["List-Id"] == other["List-Id"] == "<law.clausewatch.invalid>"


def test_what_is_about_several_timelines_stands_alone():
    mail = sent(an_alert(timeline=""))
    assert mail["References"] is mail["In-Reply-To"] is None


@pytest.mark.parametrize(
    ("watch", "label"), [("Law & Order", "law-order"), ("ü", "watch"), ("a\r\nb", "a-b"), ("x" * 99, "x" * 60)]
)
def test_a_watch_of_any_name_is_a_list(watch, label):
    assert sent(an_alert(watch=watch))["List-Id"] == f"<{label}.clausewatch.invalid>"


def test_a_repeat_says_so_in_a_header_and_first_in_both_forms():
    mail = sent(an_alert(), repeat=True)
    text, page = both(mail)
    assert mail["X-Clausewatch-Repeat"] == "yes"
    assert mail["Message-ID"] == sent(an_alert())["Message-ID"]
    assert text.startswith("This may be a repeat: an earlier attempt to send it was interrupted.\n\n12 months")
    assert "<body><p><strong>This may be a repeat: an earlier attempt" in page
    assert sent(an_alert())["X-Clausewatch-Repeat"] is None


def test_two_mails_of_one_alert_are_equal_byte_by_byte():
    assert mail_of(an_alert(), sender=SENDER, recipients=TO).as_bytes() == (
        mail_of(an_alert(), sender=SENDER, recipients=TO).as_bytes()
    )


def test_an_alert_without_a_name_is_a_mistake():
    with pytest.raises(ValueError, match="no name yet"):
        sent(an_alert(name=""))


@given(st.text(max_size=300))
@example("=?utf-8?q?a=0D=0ABcc:_x@y.example?=")
@example("a\r\nBcc: x@y.example")
@example("x" * 75 + " \x85Bcc: x@y.example")
@example("\ud800\u2028Bcc: x@y.example")
def test_no_subject_or_watch_makes_a_second_header(text):
    raw = mail_of(an_alert(subject=text, watch=text), sender=SENDER, recipients=TO).as_bytes()
    head = raw.split(b"\r\n\r\n", 1)[0]
    names = [line.partition(b":")[0].decode() for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert names == HEADERS
    assert b"\n" not in head.replace(b"\r\n", b"")
    assert b"\r" not in head.replace(b"\r\n", b"")
    assert "\n" not in message_from_bytes(raw, policy=default)["Subject"]


@given(
    st.lists(st.from_regex(r"[a-z0-9.!#$%&'*+/=?^_`{|}~@\"<>,\r\n -]{1,30}", fullmatch=True), min_size=1, max_size=5)
)
def test_no_address_that_the_settings_take_makes_a_second_header_or_recipient(texts):
    taken = [text for text in texts if is_taken(text)] or ["a@b.example"]
    raw = mail_of(an_alert(), sender=taken[0], recipients=taken).as_bytes()
    mail = message_from_bytes(raw, policy=default)
    assert mail.keys() == HEADERS
    assert [address.addr_spec for address in mail["To"].addresses] == taken


def is_taken(text):
    try:
        return bool(mail_address(text))
    except ValueError:
        return False


@given(st.text(max_size=200), st.text(max_size=200))
@example("." + "\n.\r\n" * 3 + "From me\n", "x" * 5_000)
def test_any_text_goes_through_a_line_at_a_time(text, page):
    raw = mail_of(an_alert(text=text, html=page), sender=SENDER, recipients=TO).as_bytes()
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 200
    got_text, got_page = both(message_from_bytes(raw, policy=default))
    assert printable(got_text) == printable(text)
    assert printable(got_page) == printable(page)


def printable(text):
    return "".join(one for one in text if one.isprintable() and not one.isspace() and ord(one) < 0xFFFE)


def test_a_long_subject_is_cut_at_a_word():
    subject = sent(an_alert(subject="change " * 100))["Subject"]
    assert len(subject) <= 200
    assert subject.endswith("change …")


def test_a_message_that_has_no_body_tag_says_that_it_is_a_repeat():
    _, page = both(sent(an_alert(html="<p>x</p>"), repeat=True))
    assert page.startswith("<p><strong>This may be a repeat")


def test_nothing_in_an_alert_is_altered_by_sending():
    alert = an_alert()
    mail_of(alert, sender=SENDER, recipients=TO, repeat=True)
    assert alert == replace(an_alert())
