"""Which words speak of what, which are grave, and which turn a rule?

A module for each language or group of languages.  A text is not asked for its own language, so words that mean
something else in another are left out, or stand with a neighbour.  Patterns are matched against casefolded text at the
beginning of a word, and told with the rest of it.
"""

from __future__ import annotations

from diffs.judgement.lexicon import english, french, german, northern, southern
from diffs.judgement.lexicon.finder import Finder
from diffs.judgement.lexicon.grave import GRAVE as _GRAVE

_LANGUAGES = (english.WORDS, german.WORDS, french.WORDS, southern.WORDS, northern.WORDS)
_BY_SUBJECT = {name: [word for language in _LANGUAGES for word in language[name]] for name in english.WORDS}

CATEGORIES = tuple(_BY_SUBJECT)
"""The subjects of the vocabulary."""

GRAVE = "grave"
"""Stands among the subjects for words whose coming or going a reader might act on."""

FINDER = Finder({**_BY_SUBJECT, GRAVE: [word for words in _GRAVE.values() for word in words]})
