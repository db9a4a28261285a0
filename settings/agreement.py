"""Do settings that are each right fit together?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from urllib.parse import urlsplit

from settings.sections import PORTS, Archive, Mail, Settings
from settings.values import shown

Fault = tuple[tuple[str, str], str, str]
"""Section and key, what was found, what was expected."""


def settled(mail: Mail, said: Collection[str]) -> Mail:
    """The mail settings with what follows from the others where nothing else is said.

    A server on another machine is spoken to under TLS; the port follows from that (RFC 6409, RFC 8314).
    """
    security = mail.security if "security" in said or mail.local else "starttls"
    return replace(mail, security=security, port=mail.port if "port" in said else PORTS[security])


def faults(settings: Settings) -> Iterator[Fault]:
    """What cannot work, though each setting by itself could."""
    named = settings.operator.channel
    if named and named not in settings.channels:
        expected = choice(named, settings.channels) if settings.channels else "a channel, begun with [channels.NAME]"
        yield ("operator", "channel"), shown(named), expected
    mail = settings.mail
    if mail.user and mail.security == "none" and not mail.local:
        expected = "'starttls' or 'tls', since the password of user would cross the network in the clear"
        yield ("mail", "security"), "'none'", expected
    posting = [channel.name for channel in settings.channels.values() if channel.mail]
    if posting and not mail.sender:
        expected = f"the address that mail comes from, since channel {posting[0]!r} sends mail"
        yield ("mail", "sender"), "nothing", expected
    yield from _feeds(settings)
    yield from _saving(settings)


_NEEDED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "ia": {"index": (), "replay": ("{timestamp}", "{original}")},
    "pywb": {"index": (), "replay": ("{timestamp}", "{original}")},
    "cc": {"index": (), "replay": ("{place}",)},
    "memento": {"index": ("{original}",)},
}
"""Dialect -> which addresses it cannot do without, and what has to stand in them."""


def faults_of(archive: Archive) -> Iterator[tuple[str, str, str]]:
    """Key, what was found and what was expected, of what an archive of this dialect cannot be asked by."""
    for key, placeholders in _NEEDED[archive.dialect].items():
        found = getattr(archive, key)
        gate = archive.dialect == "memento" and archive.timegate and not found
        if not gate and (not found or any(one not in found for one in placeholders)):
            example = "https://archive.example/" + "/".join(placeholders)
            yield key, shown(found, addresses=True) if found else "nothing", f"an absolute address, as in {example}"
    if archive.dialect == "memento" and archive.replay and "{timestamp}" not in archive.replay:
        yield "replay", shown(archive.replay, addresses=True), "an address with {timestamp} and {original}, or none"


def _feeds(settings: Settings) -> Iterator[Fault]:
    """One file takes one feed, also where the system does not tell `A.xml` from `a.xml`."""
    taken: dict[str, str] = {}
    for channel in settings.channels.values():
        other = taken.setdefault(channel.atom.lower(), channel.name)
        if channel.atom and other != channel.name:
            yield (f'channels."{channel.name}"', "atom"), f"the file of channel {other!r}", "a file of its own"


def _saving(settings: Settings) -> Iterator[Fault]:
    """What is saved comes in by the index of the same archive; keys go to strangers under TLS alone."""
    saving, asked = settings.saving, settings.archives
    if not saving.archive:
        return
    if saving.archive not in asked:
        yield ("saving", "archive"), shown(saving.archive), f"an archive that is asked: {choice(saving.archive, asked)}"
    elif any(part not in asked[saving.archive].replay for part in ("{timestamp}", "{original}")):
        expected = "an archive whose replay has {timestamp} and {original}"
        yield ("saving", "archive"), shown(saving.archive), expected
    service = urlsplit(saving.address)
    opened = not {service.hostname, service.netloc}.isdisjoint(settings.crawl.allow_hosts)
    if not saving.address:
        yield ("saving", "address"), "nothing", f"where {saving.archive} takes requests to save a page"
    elif "@" in service.netloc or (service.scheme != "https" and not opened):
        expected = "an address with https, since the keys would cross the network in the clear"
        yield ("saving", "address"), shown(saving.address, addresses=True), expected


def choice(name: str, known: Iterable[str]) -> str:
    """What could have stood there, and what was probably meant."""
    near = get_close_matches(name[:60], list(known), n=1)
    return f"one of {', '.join(known)}" + (f" (did you mean {near[0]!r}?)" if near else "")
