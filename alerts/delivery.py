"""How does an alert reach the people of a channel?"""

from __future__ import annotations

import os
from collections.abc import Mapping

from alerts import services
from model import Alert
from settings import MAIL_PASSWORD, Channel, Mail, Settings


def deliver(
    channel: Channel, mail: Mail, alert: Alert, *, repeat: bool, environment: Mapping[str, str] = os.environ
) -> str:
    """Sends an alert by mail or to a service; empty when it was taken, else why not, in a sentence without secrets.
    Where it may have arrived all the same, `deadline.may_have_arrived` knows the sentence.

    Takes half a minute at most. Each try has the same Message-ID; `repeat` makes it say that it may be a repeat. Raises
    ValueError for a feed, which `write_feed` writes, and for an alert that has no name yet.
    """
    if channel.atom:
        raise ValueError(f"channel {channel.name!r} is a feed: write_feed writes it")
    if fault := _unset(channel, mail, environment):
        return fault
    if channel.apprise:
        return services.notify(environment[channel.apprise].strip(), alert, repeat=repeat)
    from alerts.mail import mail_of  # with smtplib, email and ssl 40 ms, for which only who sends mail waits
    from alerts.post import post

    message = mail_of(alert, sender=mail.sender, recipients=channel.mail, repeat=repeat)
    return post(message, channel.mail, mail, environment.get(MAIL_PASSWORD, ""))


def check(channel: Channel, mail: Mail, environment: Mapping[str, str] = os.environ) -> str:
    """What the environment lacks for a channel, or nothing; nothing is sent, and no secret is told."""
    fault = _unset(channel, mail, environment)
    if channel.apprise and not fault:
        fault = services.unknown(environment[channel.apprise].strip())
        return fault and f"the variable {channel.apprise} {fault}"
    return fault


def channel_faults(settings: Settings, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """What `check` finds of all channels, a line for each."""
    found = ((name, check(one, settings.mail, environment)) for name, one in settings.channels.items())
    return tuple(f"channel {name}: {fault}" for name, fault in found if fault)


def _unset(channel: Channel, mail: Mail, environment: Mapping[str, str]) -> str:
    if channel.apprise and not environment.get(channel.apprise, "").strip():
        return f"the variable {channel.apprise} is not set, which holds the address of the service"
    if not channel.mail:
        return ""
    if not mail.sender:
        return "mail.sender is not set, the address that mail comes from"
    password = environment.get(MAIL_PASSWORD, "")
    if mail.user and not password:
        return f"the variable {MAIL_PASSWORD} is not set, which holds the password of mail.user"
    if not password.isascii():
        return (
            f"the variable {MAIL_PASSWORD} holds characters beyond ASCII, with which nobody can log in to a mail server"
        )
    return ""
