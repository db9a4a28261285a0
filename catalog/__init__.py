"""What is followed, and where does it stand? From `policies/*.toml` to policies, and back."""

from catalog.adding import Added, NotAddedError, Wish, add, add_wishes
from catalog.forms import original_fault
from catalog.help import CheckSelector, Fault, filters_of, selectors_of
from catalog.lists import AddedMany, add_many
from catalog.loading import Catalog, UnknownTimelineError, load
from catalog.moving import move
from catalog.problems import Problem, kind_fault, kinds_named
from catalog.proposing import document_name, fit, organisation_of, propose
from catalog.state import declaration_text, state_digest

__all__ = [
    "Added",
    "AddedMany",
    "Catalog",
    "CheckSelector",
    "Fault",
    "NotAddedError",
    "Problem",
    "UnknownTimelineError",
    "Wish",
    "add",
    "add_many",
    "add_wishes",
    "declaration_text",
    "document_name",
    "filters_of",
    "fit",
    "kind_fault",
    "kinds_named",
    "load",
    "move",
    "organisation_of",
    "original_fault",
    "propose",
    "selectors_of",
    "state_digest",
]
