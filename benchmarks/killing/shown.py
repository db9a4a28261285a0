"""Which live pages need a browser? Their text comes by a script, a moment after the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web

from benchmarks.killing.past import text
from demo.archive import answering

_SHELL = "<!doctype html><html lang=en><title>Legal</title><div id=app></div><script src='/{name}.js'></script></html>"
_SCRIPT = "setTimeout(() => {{ document.getElementById('app').innerHTML = {text}; }}, 300);"


async def _answer(request: web.Request) -> web.Response:
    if found := re.fullmatch(r"/(\w+)/privacy", request.path):
        return web.Response(text=_SHELL.format(name=found[1]), content_type="text/html")
    if found := re.fullmatch(r"/(\w+)\.js", request.path):
        said = json.dumps(text(found[1].capitalize(), 1))
        return web.Response(text=_SCRIPT.format(text=said), content_type="text/javascript")
    return web.Response(status=404)


@contextmanager
def shown_pages(policies: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Serves the pages while it lasts: the server's address, and organisation -> what its file says."""
    with answering(_answer) as url:
        names = [f"shown{number}" for number in range(policies)]
        yield url, {name: f'[[privacy.locations]]\noriginal = "{url}/{name}/privacy"\n' for name in names}
