"""Where are an organisation's policies, now and earlier? From what was seen to what is asked next, and to findings.

Pure: who fetches, from live sites or from archives, gives what came, and is told what to ask for.

looked, plan    a host's pages, and what to ask for next of them, until its policies are found
leads_of        where the addresses of a timeline led
follow          which of these addresses a policy moved to, which are to be asked first
to_look_at      which redirects that an archive lists tell most
probes          which captures of an address tell whether the policy stands there
fronts_to_ask   which captures of a home page tell where a policy stood while nothing of it is known
trace           at which addresses it stood then, by what home pages linked
"""

from discovery.addresses import host_named
from discovery.findings import Ask, Found, Pages, Refused, Site, State, Step, Survey
from discovery.forms import page_from_plain, page_to_plain, survey_from_plain, survey_to_plain
from discovery.fronts import Front, Gap, fronts_to_ask, gaps_of
from discovery.moves import Followed, Move, follow
from discovery.pages import FindLinks, Page, failed, looked
from discovery.past import Traced, Unfound, trace
from discovery.redirects import probes, to_look_at
from discovery.sections import Section
from discovery.survey import plan
from discovery.trails import HOME_PAGE, Lead, leads_of
from discovery.words import KINDS

__all__ = [
    "HOME_PAGE",
    "KINDS",
    "Ask",
    "FindLinks",
    "Followed",
    "Found",
    "Front",
    "Gap",
    "Lead",
    "Move",
    "Page",
    "Pages",
    "Refused",
    "Section",
    "Site",
    "State",
    "Step",
    "Survey",
    "Traced",
    "Unfound",
    "failed",
    "follow",
    "fronts_to_ask",
    "gaps_of",
    "host_named",
    "leads_of",
    "looked",
    "page_from_plain",
    "page_to_plain",
    "plan",
    "probes",
    "survey_from_plain",
    "survey_to_plain",
    "to_look_at",
    "trace",
]
