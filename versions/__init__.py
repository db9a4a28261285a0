"""When did which text stand? Sightings and verdicts in, versions with honest brackets out. Pure.

bodies_of_rows              which body an index row or a 304 shows
sights_of, seen_as          where in a timeline each sighting was made, and what it showed
extracted_again             which texts only tell that an archive extracts otherwise
versions_of                 the versions, from the sightings that speak
standing                    which of them stood on a day
claims_of, in_force         which of them had declared itself in force on a day
bracket, phrase             between which two instants something happened, and the words for it
own_date, went_back, effective_date
                          whether the document's own date moved, and where to
since_when                  since when a declared selector matches nothing
spells_of                   when a whole timeline ended or resumed
cite, cite_all, cited, version_at
                            from a clause to its citation and back
overruled, ruled_same, rejudged, upheld
                            what people's words change
"""

from versions.bodies import bodies_of_rows
from versions.brackets import bracket, phrase
from versions.citations import SHORT, cite, cite_all, cited, version_at
from versions.in_force import Claim, InForce, claims_of, in_force
from versions.misses import since_when
from versions.own_dates import OwnDate, effective_date, own_date, went_back
from versions.rulings import overruled, rejudged, ruled_same, upheld
from versions.runs import versions_of
from versions.sights import Sight, extracted_again, seen_as, sights_of
from versions.spells import spells_of
from versions.standing import Standing, standing

EDITION: str = "versions/3"
"""Raised whenever the same sightings and readings may make other versions."""

__all__ = [
    "EDITION",
    "SHORT",
    "Claim",
    "InForce",
    "OwnDate",
    "Sight",
    "Standing",
    "bodies_of_rows",
    "bracket",
    "cite",
    "cite_all",
    "cited",
    "claims_of",
    "effective_date",
    "extracted_again",
    "in_force",
    "overruled",
    "own_date",
    "phrase",
    "rejudged",
    "ruled_same",
    "seen_as",
    "sights_of",
    "since_when",
    "spells_of",
    "standing",
    "upheld",
    "version_at",
    "versions_of",
    "went_back",
]
