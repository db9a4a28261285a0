"""How do applications carry a policy as data in their page?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from benchmarks.housing.plot import Plot
from benchmarks.housing.tree import Element, made, written


def next_page(plot: Plot) -> None:
    """A string of HTML among the properties of a Next.js page."""
    page = {
        "title": "Legal",
        "slug": "legal",
        "updatedAt": "2026-03-01T09:00:00Z",
        "content": {"html": written(plot.part)},
    }
    instead(
        plot,
        data_script(
            {"props": {"pageProps": {"page": page, "locale": "en"}}, "page": "/[slug]", "buildId": "kT3x9"},
            id="__NEXT_DATA__",
        ),
    )


def next_stream(plot: Plot) -> None:
    """Pieces that a Next.js page pushes, one of them a long string of HTML; real pages have other rows besides."""
    html = written(plot.part)
    head = f'7f0:["$","div",null,{json.dumps({"className": "legal", "dangerouslySetInnerHTML": {"__html": "$7f1"}})}]\n'
    pushed = [head, f"7f1:T{len(html.encode()):x},", *[html[i : i + 8000] for i in range(0, len(html), 8000)]]
    calls = [made("script", "", f"self.__next_f.push([1,{_in_script(json.dumps(piece))}])") for piece in pushed]
    plot.put(made("div", "", id="__next"), made("script", "", "(self.__next_f=self.__next_f||[]).push([0])"), *calls)


def nuxt_state(plot: Plot) -> None:
    """A Nuxt page's state, assigned in a script."""
    data = {"layout": "default", "data": [{"document": {"id": 7, "body": written(plot.part)}}], "serverRendered": True}
    instead(plot, made("script", "", f"window.__NUXT__={_in_script(json.dumps(data, ensure_ascii=False))};"))


def instead(plot: Plot, script: Element) -> None:
    plot.put(made("div", "", id="app"))
    plot.body.children.append(script)


def data_script(data: Mapping[str, Any], **attributes: str) -> Element:
    return made("script", "", _in_script(json.dumps(data, ensure_ascii=False)), type="application/json", **attributes)


def _in_script(code: str) -> str:
    return (
        code.replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    )
