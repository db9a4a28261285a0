"""Pages of invented companies whose policy stands there only once their scripts ran, and what their servers say."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from aiohttp import web

from crawler.browser.finding import chromium
from crawler.trouble import Trouble

MISSING = chromium()
needs_chromium = pytest.mark.skipif(
    isinstance(MISSING, Trouble) or find_spec("playwright") is None,
    reason=MISSING.detail if isinstance(MISSING, Trouble) else "",
)

TITLE = "Privacy policy of {name}"
CLAUSES = (
    "This privacy policy says which personal data {name} collects about you, and what we do with it.",
    "We collect your name, your email address and your postal address when you open an account with us.",
    "We process this data to perform our contract with you, and to answer your questions.",
    "We share personal data with the carriers that bring you what you ordered, and with nobody else.",
    "We keep invoices for ten years, as the law asks us to, and everything else for two years after your last order.",
    "You have the right to access your personal data, to have it corrected, and to have it erased.",
    "You may object to the processing of your data for marketing at any time, by a letter or by mail.",
    "Our servers stand in the European Union, and we transfer no personal data to other countries.",
    "We will tell you of changes to this policy thirty days before they take effect.",
)
FOLDED = "We keep recordings of phone calls for ninety days, unless you tell us not to record them."
OVERLAY = (
    "We and our 312 partners store cookies on your device to measure advertisements, and like to see what you read.",
    "You can change your mind in the settings at any time, where each partner is listed with its purposes and cookies.",
    "Some partners rely on their legitimate interest to use cookies, and do not wait for your answer.",
)
_BUTTONS = "<button>Fine with me</button><button>Not today</button>"
DIALOG = f"<div class=x1><div class=x2>{''.join(f'<p>{line}</p>' for line in OVERLAY)}</div>{_BUTTONS}</div>"


def text_of(name):
    """A policy in HTML, with a clause that is folded away."""
    clauses = "".join(f"<p>{clause.format(name=name)}</p>" for clause in CLAUSES)
    return (
        f"<h1>{TITLE.format(name=name)}</h1>{clauses}<details><summary>Phone calls</summary><p>{FOLDED}</p></details>"
    )


def page(body, *, title=""):
    head = f"<head><meta charset=utf-8><title>{title}</title></head>"
    return f"<!doctype html><html lang=en>{head}<body>{body}</body></html>"


def _set(name, into="document.getElementById('app')"):
    return f"{into}.innerHTML = {json.dumps(text_of(name))};"


def script(name):
    return page("<div id=app></div><script src=/app.js></script>")


def _application(kind, name):
    """What /app.js says."""
    if kind == "overlay":
        return f"{_set(name)} document.body.insertAdjacentHTML('afterbegin', {json.dumps(DIALOG)});"
    if kind == "shadow":
        return (
            "const outer = document.getElementById('app').attachShadow({mode: 'closed'});"
            "outer.innerHTML = '<x-policy></x-policy>';"
            f"const inner = outer.firstChild.attachShadow({{mode: 'open'}}); {_set(name, 'inner')}"
        )
    return f"setTimeout(() => {{ {_set(name)} }}, 300)"


def overlay(name):
    """Its consent dialog has names that tell nobody what it is, and stands where the text does."""
    style = "<style>.x1 { position: fixed; inset: 0; z-index: 9999; background: white; }</style>"
    return page(f"{style}<main id=app></main><script src=/app.js></script>")


def call(name):
    return page(
        "<div id=app>Loading...</div><script>fetch('/data.json').then((answer) => answer.json())"
        ".then((found) => { document.getElementById('app').innerHTML = found.policy; })</script>"
    )


def shadow(name):
    """One in another, the outer one closed."""
    return page("<div id=app></div><script src=/app.js></script>")


def frame(name):
    return page("<h2>Legal</h2><iframe src=/framed.html width=800 height=600></iframe>")


def far_frame(name):
    """Of another host: Chromium shows it in a process of its own."""
    return page(f"<h2>Legal</h2><iframe src='http://{{other}}/{name}' width=800 height=600></iframe>")


KINDS = {
    "script": script,
    "overlay": overlay,
    "call": call,
    "shadow": shadow,
    "frame": frame,
    "far": far_frame,
}


def plain(kind, name):
    """The same page, scripts and all, whose text the server sends."""
    return KINDS[kind](name).replace("<body>", f"<body><article>{text_of(name)}</article>")


def answers(html, name, kind="script", other=lambda: ""):
    """A server's answers: the page at /privacy, and what it asks for."""

    async def respond(request):
        if request.path == "/data.json":
            return web.json_response({"policy": text_of(name)})
        if request.path == "/app.js":
            return web.Response(text=_application(kind, name), content_type="text/javascript")
        if request.path == "/framed.html":
            return web.Response(text=page(text_of(name)), content_type="text/html")
        if request.path == "/privacy":
            return web.Response(text=html.replace("{other}", other()), content_type="text/html")
        return web.Response(status=404)

    return respond


def below(number):
    """The processes under a process, as far as they run, with their command."""
    rows = subprocess.run(["ps", "-wweo", "pid=,ppid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    found, table = {}, [row.split(None, 3) for row in rows.splitlines()]
    todo = [str(number)]
    while todo:
        parent = todo.pop()
        for pid, above, state, command in table:
            if above == parent and pid not in found and "Z" not in state:
                found[pid] = command
                todo.append(pid)
    return {int(pid): command for pid, command in found.items()}


def running(processes):
    return [number for number in processes if (Path("/proc") / str(number) / "exe").exists()]
