"""What is followed, and where does it stand? From `policies/*.toml` to policies, and back."""

from catalog.adding import Added, NotAddedError, add
from catalog.help import CheckSelector
from catalog.lists import AddedMany, add_many
from catalog.loading import Catalog, UnknownTimelineError, load
from catalog.problems import Problem
from catalog.proposing import propose
from catalog.state import declaration_text, state_digest

__all__ = [
    "Added",
    "AddedMany",
    "Catalog",
    "CheckSelector",
    "NotAddedError",
    "Problem",
    "UnknownTimelineError",
    "add",
    "add_many",
    "declaration_text",
    "load",
    "propose",
    "state_digest",
]
