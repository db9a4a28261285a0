"""What do the tests of moves move? An invented company's policy, and what its addresses answer before and after.

A story is written as "0 a old; 30 301 old>new; 30 a new": day, what was answered, at which address, and where that led.
"""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pipeline
from model import LIVE, Location, TimelineId, sha256
from tests import followed as the

TARN = TimelineId.parse("tarn/privacy")
DOMAIN = "tarn-outfitters.example"
ADDRESSES = {
    "old": f"https://www.{DOMAIN}/privacy.html",
    "path": f"https://www.{DOMAIN}/legal/privacy-policy",
    "host": f"https://legal.{DOMAIN}/privacy",
    "firm": "https://www.fellside-group.example/tarn/privacy",
    "third": f"https://www.{DOMAIN}/about/privacy-centre/policy",
    "http": f"http://{DOMAIN}/privacy.html",
    "slash": f"https://www.{DOMAIN}/privacy.html/",
    "home": f"https://www.{DOMAIN}/",
    "login": f"https://www.{DOMAIN}/account/login",
    "terms": f"https://www.{DOMAIN}/legal/terms",
    "buyer": "https://www.bright-parcel-media.example/privacy",
}


def site(main, *, title, name="Tarn Outfitters", domain=DOMAIN):
    """A page in the frame that all pages of a site have."""
    menu = "".join(f'<li><a href="/{one}">{one.title()}</a></li>' for one in ("tents", "boots", "rucksacks", "repairs"))
    foot = f'<a href="/privacy">Privacy</a> <a href="/terms">Terms</a> &copy; {name}'
    return (
        f"<!doctype html><html lang=en><head><title>{title} | {name}</title></head><body>"
        f'<header><a href="/">{name}</a><nav><ul>{menu}</ul></nav></header><main>{main}</main>'
        f"<footer>{foot}</footer></body></html>"
    ).encode()


def policy(months, *more, name="Tarn Outfitters", domain=DOMAIN, trade="tents and boots"):
    parts = [
        f"This privacy policy says how {name} Ltd handles personal data when you buy {trade} from us.",
        "We collect your name, your address, your e-mail address and what you order, since we deliver it.",
        f"We keep your personal data for {months} months after your last order, and then we delete it.",
        "We share personal data with the carrier who brings your order, and with the bank that takes your payment.",
        "We use cookies to remember your basket; with your consent we count visits to our pages, too.",
        "We do not sell personal data to third parties, and we do not use it for decisions made by machines alone.",
        "You have the right to access, rectify and erase your data, and to object to its processing at any time.",
        "If you are not content with our answer you can lodge a complaint with the supervisory authority.",
        *more,
        f"Write to {name} Ltd, 4 Harbour Lane, or to privacy@{domain}, if you have questions about this policy.",
    ]
    text = "".join(f"<p>{part}</p>" for part in parts)
    return site(f"<h1>Privacy policy</h1>{text}", title="Privacy policy", name=name, domain=domain)


OTHERS = [
    "This notice explains which information Bright Parcel Media Inc. gathers from players of its casino games.",
    "Whoever opens an account tells us a nickname, a date of birth and a card number; bets are recorded with them.",
    "Advertising networks receive a device number and the list of games that were played during the last week.",
    "Records of winnings are stored for ten years, as the rules on money laundering of the licence ask for.",
    "Chat messages between players are read by moderators, and by software that looks for insults and fraud.",
    "Residents of some states can opt out of the sale of personal information by a form in their account.",
    "Minors may not play; the data of anybody found to be one is deleted at once, and the stakes are returned.",
    "Questions are answered by Bright Parcel Media Inc. at privacy@bright-parcel-media.example within thirty days.",
]
TERMS = [
    "These terms and conditions govern the sale of goods by Tarn Outfitters Ltd to consumers.",
    "An order is an offer; the contract is made when we confirm that the goods have been sent.",
    "Prices include value added tax; delivery is charged as shown before you place your order.",
    "You may cancel the contract within fourteen days of delivery without giving a reason.",
    "Our liability is limited to the price of the goods, save for death and injury caused by negligence.",
    "The law of England and Wales governs these terms, and its courts have jurisdiction.",
]
WORDS = [
    "The new tents of the season are here",
    "Boots for every hill, now with a free pair of laces",
    "Our shop in the old mill is open on Sundays again",
]


def _paragraphs(parts):
    return "".join(f"<p>{part}</p>" for part in parts)


def _stub(target):
    link = f'<p>Our privacy policy has moved. It now lives at <a href="{target}">its new address</a>.</p>'
    return site(f"<h1>Privacy policy</h1>{link}", title="Privacy policy")


def _refresh(target):
    head = f'<head><title>Moved</title><meta http-equiv="refresh" content="0; url={target}"></head>'
    return f"<!doctype html><html>{head}<body><p>You are being redirected.</p></body></html>".encode()


TEXTS = {"a": policy(24), "b": policy(36), "c": policy(36, "We train models of artificial intelligence with orders.")}
PAGES = {
    **TEXTS,
    "soft404": site("<h1>Page not found</h1><p>Sorry, the page you asked for does not exist.</p>", title="Not found"),
    "front": site("".join(f'<h2>{one}</h2><a href="/offers">Look</a>' for one in WORDS), title="Welcome"),
    "parked": b"<html><head><title>tarn-outfitters.example</title></head><body><h1>This domain is for sale</h1>"
    b"<p>Buy this domain. Related searches: tents, boots, hiking insurance.</p></body></html>",
    "signin": site(
        "<h1>Sign in</h1><form><p>Please sign in to continue.</p>E-mail <input name=e> Password "
        "<input type=password name=p><button>Sign in</button></form>",
        title="Sign in",
    ),
    "terms": site(f"<h1>Terms and conditions</h1>{_paragraphs(TERMS)}", title="Terms and conditions"),
    "other": site(
        f"<h1>Privacy notice</h1>{_paragraphs(OTHERS)}",
        title="Privacy notice",
        name="Bright Parcel Media",
        domain="bright-parcel-media.example",
    ),
}
STATUS = {"404": 404, "410": 410}
MADE = {"stub": _stub, "refresh": _refresh}
GONE = site("<h1>404</h1><p>Nothing here.</p>", title="404")


def told(story, holder="web"):
    """The arrivals of a story. Live visits ("live 301 old>new=a") are led on to the text after "="."""
    return [one for line in story.split(";") if line.strip() for one in _arrivals(line.split(), holder)]


def _arrivals(words, holder):
    day = int(words[0])
    if words[1] == "live":
        return _visit(day, *words[2:])
    what, where = words[1:]
    return [_answer(day, what, *where.split(">"), holder=holder)]


def _answer(day, what, where, target="", *, holder, second=0):
    original, target = ADDRESSES[where], ADDRESSES.get(target, "")
    if what in MADE:
        return the.response(MADE[what](target), day, original=original, holder=holder, second=second)
    if what.startswith("3"):
        moved = the.response(b"", day, original=original, holder=holder, status=int(what), second=second)
        headers = (("location", target), *moved.holding.headers)
        return replace(moved, holding=replace(moved.holding, headers=headers))
    body = PAGES.get(what, GONE)
    return the.response(body, day, original=original, holder=holder, status=STATUS.get(what, 200), second=second)


def _visit(day, what, where):
    """One live visit: the answers on its way have one instant, and all but the first name what was asked for."""
    way, _, text = where.partition("=")
    hops = way.split(">")
    if not text:
        return [_answer(day, what, way, holder=LIVE)]
    found = [_answer(day, what, one, then, holder=LIVE) for one, then in pairwise(hops)]
    found.append(_answer(day, text, hops[-1], holder=LIVE))
    return [found[0], *(_Led(one, ADDRESSES[hops[0]]) for one in found[1:])]


class _Led:
    """An answer to which a redirect led."""

    def __init__(self, response, asked):
        self.response, self.asked = response, asked


def arrive(store, catalog, arrivals):
    """Keeps what came, as the crawl does, and reads it."""
    for one in arrivals:
        led = isinstance(one, _Led)
        answer, asked = (one.response, one.asked) if led else (one, "")
        with store.writing():
            store.facts.keep_capture(answer.capture, answer.holding, answer.body, answer.mimetype, asked)
        pipeline.read_in(store, catalog, answer.capture, answer.body, asked)


def place(name, since=None, until=None):
    day = lambda one: None if one is None else the.at(one)  # noqa: E731
    return Location(original=ADDRESSES[name], since=day(since), until=day(until))


def same_owner(one, other):
    """Whether two addresses are of the company's own domain."""
    return DOMAIN in one and DOMAIN in other


def timeline(*places):
    return the.timeline(*(places or (place("old"),)), name=TARN)


def shown(history):
    """The versions as "a@old 0-20": text, address as declared or led to, first and last day."""
    texts = {sha256(body): name for name, body in PAGES.items()}
    names = {original: name for name, original in ADDRESSES.items()}
    return [
        f"{texts[one.capture.digest]}@{names[one.capture.original]} {days(one.first_seen)}-{days(one.last_seen)}"
        for one in history.versions
    ]


def days(moment):
    return (moment - the.FIRST_DAY) // timedelta(days=1)


def steps(history):
    """What happened, with brackets: "moved (20,30]", "changed (30,50]", "ended (50,60] parked"."""
    found = []
    for one in history.revisions:
        words = [word for word, is_so in (("moved", one.relocated), ("changed", one.changes)) if is_so]
        found.append((one.bracket, f"{' and '.join(words) or 'nothing'}"))
    found += [(one.bracket, one.kind.value) for one in history.spells]
    return [f"{what} ({days(when.after)},{days(when.by)}]" for when, what in sorted(found, key=lambda pair: pair[0].by)]
