"""What does a survey ask for, and what does it find, where pages stand in memory?"""

from urllib.parse import urljoin, urlsplit

import extract
from discovery import failed, looked, plan
from model import Failure, Rendition


class World:
    """Hosts in memory. `asked` is everything that was asked for, in order."""

    def __init__(self, hosts, scripts=None):
        self.hosts, self.asked = hosts, []
        self.scripts = scripts or {}

    def page(self, ask):
        self.asked.append(ask.address)
        at, seen = ask.address, 0
        while True:
            parts = urlsplit(at)
            paths = self.hosts.get(parts.netloc)
            if paths is None:
                return failed(ask.address, Failure.UNREACHABLE, "no such host")
            reply = paths.get(parts.path or "/") or paths.get("*")
            if isinstance(reply, Failure):
                return failed(ask.address, reply, "said so")
            if reply is None or reply.status not in (301, 302):
                break
            at, seen = urljoin(at, reply.headers["location"]), seen + 1
            assert seen < 10
        status, headers = (404, {"content-type": "text/html"}) if reply is None else (reply.status, reply.headers)
        body = b"<h1>Not found</h1>" if reply is None else reply.body
        if ask.rendition is Rendition.BROWSER:
            for before, after in self.scripts.get(at, {}).items():
                body = body.replace(before.encode(), after.encode())
        return looked(
            ask.address,
            at,
            status,
            headers,
            body,
            find_links=extract.policy_links,
            rendition=ask.rendition,
            fragments=ask.fragments,
        )

    def survey(self, site, most_rounds=40):
        pages = {}
        for _ in range(most_rounds):
            step = plan(site, pages)
            if step.survey:
                return step.survey
            for ask in step.asks:
                assert ask.name not in pages, "asked twice"
                pages[ask.name] = self.page(ask)
        raise AssertionError("it does not end")
