"""How do a page and a survey become plain values that can be kept, and back?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from discovery.findings import Found, Refused, State, Survey
from discovery.pages import Page
from discovery.sections import Section
from model import PolicyLink, Range, Rendition, Verdict

Plain = Mapping[str, Any]


def page_to_plain(page: Page) -> Plain:
    """Everything in it, as JSON has it."""
    return asdict(page)


def page_from_plain(plain: Plain) -> Page:
    """Raises KeyError, TypeError or ValueError for what is no page."""
    return Page(
        **{
            **plain,
            "rendition": Rendition(plain["rendition"]),
            "verdict": Verdict(plain["verdict"]),
            "links": tuple(PolicyLink(**{**one, "because": tuple(one["because"])}) for one in plain["links"]),
            "doors": tuple((address, language) for address, language in plain["doors"]),
            "sitemaps": tuple(plain["sitemaps"]),
            "listed": tuple(plain["listed"]),
            "sections": tuple(Section(**{**one, "select": _select(one["select"])}) for one in plain["sections"]),
        }
    )


def survey_to_plain(survey: Survey) -> Plain:
    """Everything in it, as JSON has it."""
    return asdict(survey)


def survey_from_plain(plain: Plain) -> Survey:
    """Raises KeyError, TypeError or ValueError for what is no survey."""
    return Survey(
        **{
            **plain,
            "state": State(plain["state"]),
            "found": tuple(map(_found, plain["found"])),
            "refused": tuple(Refused(**one) for one in plain["refused"]),
            "missing": tuple(plain["missing"]),
        }
    )


def _found(plain: Plain) -> Found:
    return Found(
        **{
            **plain,
            "because": tuple(plain["because"]),
            "rendition": Rendition(plain["rendition"]),
            "select": _select(plain["select"]),
            "also": tuple(plain["also"]),
            "editions": tuple((edition, address) for edition, address in plain["editions"]),
        }
    )


def _select(plain: str | Plain) -> str | Range:
    return plain if isinstance(plain, str) else Range(**plain)
