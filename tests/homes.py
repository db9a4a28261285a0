"""A home with files in it, and a store that can be looked at."""

from contextlib import contextmanager

from settings import Home
from store import open_store

FEED = '[channels.feed]\natom = "feed.xml"\n'
EVERYTHING = '[all]\nchannel = "feed"\ntimelines = ["*"]\n'


def home_with(folder, *, settings=FEED, watches=EVERYTHING, **policies):
    """`policies`: organisation -> original of its privacy policy, or a whole declaration."""
    home = Home(folder / "home")
    home.policies.mkdir(parents=True)
    home.settings.write_text(settings, encoding="utf-8")
    if watches:
        home.watches.write_text(watches, encoding="utf-8")
    for name, said in policies.items():
        text = said if "\n" in said else f'[[privacy.locations]]\noriginal = "{said}"\n'
        (home.policies / f"{name}.toml").write_text(text, encoding="utf-8")
    with open_store(home.database):
        pass
    return home


@contextmanager
def opened(home):
    """The store, in one transaction."""
    with open_store(home.database) as store, store.writing():
        yield store
