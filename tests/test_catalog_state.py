import json

from catalog import declaration_text, state_digest
from catalog.reading import read
from model import sha256

DECLARED = """
[privacy]
title = "Privacy"
language = "en"
[[privacy.locations]]
original = "https://acme.example/p"
since = 2012-03-01
select = ["main", "article"]
remove = ".promo"
rendition = "browser"
[[privacy.locations]]
original = "https://acme.example/q"
"""


def state(text):
    (policy,), _ = read(text, file="f", organisation="acme")
    return policy.timelines[0]


def digest_after(old, new):
    assert old in DECLARED
    return state_digest(state(DECLARED.replace(old, new)))


def test_the_digest_is_of_the_canonical_text():
    timeline = state(DECLARED)
    assert json.loads(declaration_text(timeline)) == {
        "locations": [
            {
                "original": "https://acme.example/p",
                "since": "2012-03-01T00:00:00+00:00",
                "until": None,
                "select": ["main", "article"],
                "remove": [".promo"],
                "rendition": "browser",
            },
            {
                "original": "https://acme.example/q",
                "since": None,
                "until": None,
                "select": [],
                "remove": [],
                "rendition": "plain",
            },
        ],
    }
    assert state_digest(timeline) == sha256(declaration_text(timeline))


def test_titles_languages_visits_comments_and_the_order_of_keys_do_not_change_the_state():
    same = state_digest(state(DECLARED))
    assert digest_after('language = "en"', 'language = "de"') == same
    assert digest_after('title = "Privacy"', 'title = "Notice" # renamed') == same
    assert digest_after('title = "Privacy"', 'title = "Privacy"\nevery = "6h"') == same
    assert (
        digest_after('remove = ".promo"\nrendition = "browser"', 'rendition = "browser"\nremove = [".promo"]') == same
    )
    assert digest_after("since = 2012-03-01", "since = 2012-03-01T01:00:00+01:00") == same


def test_whatever_a_reading_rests_on_changes_the_state():
    changes = [
        ("acme.example/p", "acme.example/P"),
        ("2012-03-01", "2012-03-02"),
        ("since", "until"),
        ('["main", "article"]', '["article", "main"]'),
        ('".promo"', '".promos"'),
        ('"browser"', '"plain"'),
        ('[[privacy.locations]]\noriginal = "https://acme.example/q"\n', ""),
    ]
    digests = {digest_after(old, new) for old, new in changes} | {state_digest(state(DECLARED))}
    assert len(digests) == len(changes) + 1


def test_the_order_of_locations_is_part_of_the_state():
    head, first, second = DECLARED.split("[[privacy.locations]]\n")
    turned = "[[privacy.locations]]\n".join([head, second, first])
    assert state_digest(state(turned)) != state_digest(state(DECLARED))


def test_a_declaration_without_ranges_and_filters_keeps_the_digest_that_it_had_before_there_were_any():
    assert state_digest(state(DECLARED)) == "c18d27d517c8b9522fa5813cd27f0f55e494647f1b0b6b0d09de44ffabe6e99c"


def test_ranges_and_filters_are_part_of_the_state_in_what_they_say():
    changes = [
        ('".promo"', "{start_before = '#a', end_after = '#b'}"),
        ('".promo"', "{start_before = '#a', end_before = '#b'}"),
        ('".promo"', '".promo"\nfilters = "remove_query_params"'),
        ('".promo"', '".promo"\nfilters = {remove_query_params = "a"}'),
        ('".promo"', '".promo"\nfilters = "convert_spaces_to_standard"'),
    ]
    digests = {digest_after(old, new) for old, new in changes} | {state_digest(state(DECLARED))}
    assert len(digests) == len(changes) + 1
    assert digest_after('".promo"', "{startBefore = '#a', endAfter = '#b'}") == digest_after(*changes[0])
