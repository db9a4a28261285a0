"""What do tests share? The demo's home, made once for all that only read it.

    pytest --hypothesis-profile=thorough tests/test_diffs_redline.py

tries five thousand examples of each property where the suite tries a hundred.
"""

import json
import shutil

import pytest
from hypothesis import settings

settings.register_profile("thorough", max_examples=5_000, deadline=None)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """(home, histories by timeline). To be read only; what writes makes a copy."""
    from tests.demo_home import make_home

    folder = tmp_path_factory.mktemp("demo") / "home"
    return folder, make_home(folder)


@pytest.fixture(scope="session")
def demo_home(demo):
    return demo[0]


@pytest.fixture
def ask(demo_home):
    """Runs a command that asks, in the demo's home, and gives what it printed."""
    from tests.demo_home import run

    def asked(*arguments, code=0, **more):
        ran = run(demo_home, *arguments, **more)
        assert ran.code == code, ran.err
        return ran.out

    return asked


@pytest.fixture
def ask_json(ask):
    return lambda *arguments, **more: json.loads(ask(*arguments, "--json", **more))


@pytest.fixture(scope="session")
def shown_home(demo_home, tmp_path_factory):
    """The home that `make run` leaves behind, with the page that was visited live. To be read only."""
    from tests.demo_home import visit_live

    folder = shutil.copytree(demo_home, tmp_path_factory.mktemp("shown") / "home")
    visit_live(folder)
    return folder


@pytest.fixture
def home(tmp_path):
    """The place of a new installation; nothing is there yet."""
    return tmp_path / "home"
