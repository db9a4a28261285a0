"""Are a host's policies found, whatever way leads to them, and is it said where there are none?"""

import pytest

from benchmarks.surveying import companies as the
from discovery import Site, State, plan
from model import Failure, Range, Rendition
from tests.survey_world import World


def name_of(company):
    return f"{company}.example"


HOSTS = {name_of(company): pages for company, pages in the.companies(name_of).items()}
FOOTER = the.links(("Informativa sulla privacy", "/informativa-privacy"), ("Termini e condizioni", "/condizioni"))
SCRIPTS = {
    f"{scheme}://fontelce.example/": {"<footer></footer>": f"<footer>{FOOTER}</footer>"} for scheme in ("http", "https")
}


def surveyed(company, hosts=HOSTS, **more):
    world = World(hosts, scripts=SCRIPTS)
    return world.survey(Site(host=name_of(company), **more)), world


def places(survey):
    return {one.kind: one.address.partition("://")[2].removeprefix(survey.host) for one in survey.found}


def expected(company):
    found = the.EXPECTED[company]
    return {kind: place if not place.startswith("@") else "/privacidade" for kind, place in found.items()}


@pytest.mark.parametrize("company", the.EXPECTED)
def test_the_policies_of_a_company_are_found_whole(company):
    survey, world = surveyed(company, browser=True)
    assert survey.state is State.WHOLE, survey
    assert places(survey) == expected(company)
    assert {one.language for one in survey.found} == {the.LANGUAGES[company]}
    assert all(one.because for one in survey.found)
    assert len(world.asked) == survey.asked <= 9


def test_a_part_of_a_page_is_declared_by_what_selects_it():
    survey, _ = surveyed("lipowka")
    assert [one.select for one in survey.found] == [
        Range(start_before="#prywatnosc", end_before="footer"),
        Range(start_before="#regulamin", end_before="#prywatnosc"),
    ]


def one_page(*parts, menu=(("Privacy policy", "#privacy"), ("Terms of use", "/#terms"), ("Prices", "#prices"))):
    held = {
        "privacy": the.policy("en", "privacy", "Acme"),
        "terms": the.policy("en", "terms", "Acme"),
        "prices": "<h2>1</h2>",
    }
    body = "".join(f'<section id="{name}">{held[name]}</section>' for name in parts)
    return the.html("en", "Acme", f"<h1>Acme</h1><p>{'We make ropes. ' * 9}</p>{body}", nav=the.links(*menu))


def test_policies_that_stand_on_the_front_page_of_a_site_of_one_page_are_its_parts():
    survey, world = state_of({"/": one_page("terms", "prices", "privacy")})
    assert survey.state is State.WHOLE, survey
    assert [(one.kind, one.address, one.select) for one in survey.found] == [
        ("privacy", "https://acme.example/#privacy", "#privacy"),
        ("terms", "https://acme.example/#terms", "#terms"),
    ]
    assert world.asked == ["https://acme.example/"]


def test_a_front_page_that_only_speaks_of_privacy_holds_no_policy():
    page = the.html(
        "en",
        "Acme",
        '<div id="privacy"><h2>Privacy</h2><p>We like it.</p></div>',
        nav=the.links(("Privacy", "#privacy")),
    )
    survey, _ = state_of({"/": page})
    assert survey.state is State.NONE


def test_a_redirect_to_another_company_does_not_lead_to_its_policies():
    survey, world = surveyed("ribamar")
    assert not [one for one in world.asked if "juridico.example/privacy" in one]
    (privacy,) = (one for one in survey.found if one.kind == "privacy")
    assert "leads to http://juridico.example/ribamar/privacidade" in privacy.because


def test_a_second_language_is_told_and_not_followed():
    survey, world = surveyed("morska")
    assert {one.language for one in survey.found} == {"hr"}
    assert not [one for one in world.asked if "/en/" in one]


def test_without_a_browser_it_is_said_that_scripts_may_make_the_links():
    bare = the.in_the_footer("larkmoor") | {"/": the.front("larkmoor", head='<script src="/menu.js"></script>')}
    del bare["/privacy"], bare["/terms"]
    survey, world = surveyed("larkmoor", {"larkmoor.example": bare})
    assert survey.state is State.NONE
    assert "made by scripts" in survey.why
    assert len(world.asked) <= 10


SHELL = the.Reply(
    b'<html><head><title>App</title><script src="/a.js"></script></head><body><div id="root"></div>'
    b"<noscript>You need to enable JavaScript to run this app.</noscript></body></html>"
)
PARKED = the.html("en", "acme.example", "<h1>acme.example</h1><p>This domain is for sale. Buy this domain today!</p>")
WALL = the.Reply(b"<title>Just a moment...</title><h1>Checking your browser</h1>", 403)
NOT_FOUND = the.html("en", "Page not found", "<h1>Page not found</h1><p>The page you asked for does not exist.</p>")
PLAIN = the.html("en", "Acme", f"<h1>Acme</h1><p>{'We make ropes and sails for boats of any size. ' * 9}</p>")


def state_of(pages, **more):
    world = World({"acme.example": pages, "parking.example": {"*": PARKED}})
    return world.survey(Site(host="acme.example", **more)), world


@pytest.mark.parametrize(
    ("pages", "state"),
    [
        ({"*": SHELL}, State.SCRIPTS),
        ({"*": PARKED}, State.PARKED),
        ({"*": the.to("http://parking.example/?d=acme.example", 302)}, State.PARKED),
        ({"*": WALL}, State.WALLED),
        ({"/": PLAIN, "*": NOT_FOUND}, State.NONE),
        ({"/": PLAIN}, State.NONE),
        ({"*": PLAIN}, State.NONE),
        ({"/": PLAIN, "*": the.to("/")}, State.NONE),
        ({"*": Failure.DISALLOWED}, State.FORBIDDEN),
        ({"*": Failure.THROTTLED}, State.BUSY),
        ({"*": Failure.TIMED_OUT}, State.DEAD),
        ({"*": the.Reply(b"<h1>Internal error</h1>", 500)}, State.DEAD),
    ],
)
def test_where_there_is_no_policy_it_is_said_why(pages, state):
    survey, world = state_of(pages)
    assert survey.state is state, survey
    assert survey.found == ()
    assert survey.why
    assert len(world.asked) <= 12


def test_a_host_that_is_not_there_is_asked_at_every_door_once():
    survey = (world := World({})).survey(Site(host="acme.example"))
    assert survey.state is State.DEAD
    assert world.asked == [f"{scheme}://{www}acme.example/" for www in ("", "www.") for scheme in ("https", "http")]


def test_hubs_that_lead_to_hubs_end():
    def hub(number):
        return the.html(
            "en", "Legal", the.links(("Legal", f"/legal/{number + 1}"), ("Policies", f"/legal/{number + 2}"))
        )

    pages = {"/": the.front("larkmoor", footer=the.links(("Legal", "/legal/1")))}
    survey, world = state_of(pages | {f"/legal/{number}": hub(number) for number in range(1, 60)})
    assert survey.state is State.NONE
    assert len(world.asked) <= 20


@pytest.mark.parametrize("most", [1, 3, 7])
def test_no_more_is_asked_than_allowed(most):
    survey, world = surveyed("romeral", most=most)
    assert survey.asked == len(world.asked) <= most


def test_kinds_that_are_not_wanted_are_not_asked_for():
    survey, world = surveyed("larkmoor", kinds=("cookies",))
    assert (survey.state, places(survey)) == (State.WHOLE, {"cookies": "/cookies"})
    assert len(world.asked) == 2


def test_a_policy_that_its_page_only_makes_by_scripts_is_read_in_a_browser():
    pages = the.in_the_footer("larkmoor")
    scripts = {"https://larkmoor.example/privacy": {SHELL.body.decode(): pages["/privacy"].body.decode()}}
    world = World({"larkmoor.example": pages | {"/privacy": SHELL}}, scripts=scripts)
    survey = world.survey(Site(host="larkmoor.example", browser=True))
    assert {one.kind: one.rendition for one in survey.found}["privacy"] is Rendition.BROWSER
    plain = World({"larkmoor.example": pages | {"/privacy": SHELL}}).survey(Site(host="larkmoor.example"))
    assert (plain.state, plain.missing) == (State.PART, ("privacy",))
    assert any("needs a browser" in one.why for one in plain.refused)


def test_links_that_lead_to_no_policy_are_refused_with_the_reason():
    pages = the.in_the_footer("larkmoor") | {"/privacy": NOT_FOUND, "/terms": the.to("/")}
    survey, _ = surveyed("larkmoor", {"larkmoor.example": pages})
    assert survey.state is State.NONE if not survey.found else State.PART
    why = {one.address.partition("example")[2]: one.why for one in survey.refused}
    assert why["/privacy"].startswith("soft 404")
    assert "home page" in why["/terms"] or "front page" in why["/terms"]


def test_the_order_in_which_one_wave_is_answered_does_not_matter():
    """What was asked is a mapping: the plan is the same however its pages came to be in it."""
    site, world, pages = Site(host="brumeval.example"), World(HOSTS), {}
    while not (step := plan(site, pages)).survey:
        for ask in reversed(step.asks):
            pages[ask.name] = world.page(ask)
    again = plan(site, dict(reversed(pages.items()))).survey
    assert {one.address for one in again.found} == {one.address for one in step.survey.found}
