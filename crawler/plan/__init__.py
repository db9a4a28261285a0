"""Which captures of an original are worth a request? Pure: what is listed and what is known in, what is next out.

listing_of                      rows of several archives as captures, each once
plan                            what to ask for next, where texts change, how much is left
"""

from crawler.plan.listing import Listing, listing_of
from crawler.plan.needs import Asked, Bracketed, Look, Need, Place, Plan, Wanted
from crawler.plan.planning import plan
from crawler.plan.spots import Identity, Listed, Span, Spot

__all__ = [
    "Asked",
    "Bracketed",
    "Identity",
    "Listed",
    "Listing",
    "Look",
    "Need",
    "Place",
    "Plan",
    "Span",
    "Spot",
    "Wanted",
    "listing_of",
    "plan",
]
