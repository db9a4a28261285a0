"""Where are an organisation's policies? From what its pages answered to what is asked next, and to findings.

Pure: who fetches, from live sites or from archives, gives what came (`looked`), and is told what to ask for (`plan`).
"""

from discovery.addresses import host_named
from discovery.findings import Ask, Found, Pages, Refused, Site, State, Step, Survey
from discovery.forms import page_from_plain, page_to_plain, survey_from_plain, survey_to_plain
from discovery.pages import FindLinks, Page, failed, looked
from discovery.sections import Section
from discovery.survey import plan

__all__ = [
    "Ask",
    "FindLinks",
    "Found",
    "Page",
    "Pages",
    "Refused",
    "Section",
    "Site",
    "State",
    "Step",
    "Survey",
    "failed",
    "host_named",
    "looked",
    "page_from_plain",
    "page_to_plain",
    "plan",
    "survey_from_plain",
    "survey_to_plain",
]
