"""Are policies found in what robots.txt and sitemaps list, however they are written?"""

import gzip
import time

import pytest

from discovery.addresses import doors, host_named
from discovery.sitemaps import listed_in, sitemaps_in_robots

BASE = "https://acme.example/robots.txt"


def urls(*paths):
    return "".join(f"<url><loc>https://acme.example{path}</loc></url>" for path in paths)


def test_robots_names_sitemaps_those_of_pages_first():
    body = b"User-agent: *\nSitemap: /posts.xml\nsitemap:https://acme.example/page-sitemap.xml\nSITEMAP : a.xml # no\n"
    assert sitemaps_in_robots(body, BASE) == (
        "https://acme.example/page-sitemap.xml",
        "https://acme.example/a.xml",
        "https://acme.example/posts.xml",
    )


def test_of_a_sitemap_only_what_may_be_a_policy_is_kept():
    product = "/shop/privacy-screen-protector-for-phones-and-more"
    body = f"<urlset>{urls('/', '/datenschutz', '/blog/datenschutz', product, '/agb.html')}</urlset>"
    assert listed_in(body.encode(), BASE)[1] == ("https://acme.example/datenschutz", "https://acme.example/agb.html")


@pytest.mark.parametrize(
    "body",
    [
        f'<?xml version="1.0"?><urlset xmlns="x">{urls("/privacy")}'.encode(),  # cut off
        gzip.compress(f"<urlset>{urls('/privacy')}</urlset>".encode(), mtime=0),
        b"https://acme.example/\nhttps://acme.example/privacy\n",
        b"<urlset><url><loc><![CDATA[https://acme.example/privacy]]></loc></url></urlset>",
        b'<urlset><url><loc>https://acme.example/</loc><xhtml:link rel="alternate" href="https://acme.example/privacy"/>',
    ],
    ids=["cut off", "packed", "plain", "cdata", "alternate"],
)
def test_a_sitemap_may_be_packed_broken_or_plain(body):
    assert listed_in(body, BASE) == ((), ("https://acme.example/privacy",))


def test_an_index_names_further_ones():
    body = b"<sitemapindex><sitemap><loc>/product-1.xml</loc></sitemap><sitemap><loc>/pages.xml</loc></sitemap>"
    assert listed_in(body, BASE)[0] == ("https://acme.example/pages.xml", "https://acme.example/product-1.xml")


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(b"<loc>" * 20_000_000, mtime=0),
        b"\x1f\x8b broken",
        b"<urlset>" + b"<loc>" * 1_000_000,
        b"<urlset>" + b"<link href=" * 500_000,
        b"<urlset>" + b"<loc>http://[x</loc>" * 100_000,
    ],
    ids=["a bomb", "no gzip", "opened only", "links", "no addresses"],
)
def test_a_hostile_list_ends_soon_and_says_nothing(body):
    begun = time.process_time()
    assert listed_in(body, BASE) == ((), ())
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("acme.example", "acme.example"),
        ("WWW.Acme.example:8080/", "www.acme.example:8080"),
        ("http://acme.example", "http://acme.example"),
        ("https://acme.example/privacy", ""),
        ("acme.example/privacy", ""),
        ("acme", ""),
        ("ftp://acme.example/", ""),
        ("a b.example", ""),
        ("-", ""),
        ("acme.example:65535", "acme.example:65535"),
        ("acme.example:65536", ""),
        ("acme.example:0", ""),
    ],
)
def test_a_host_is_told_from_an_address(text, host):
    assert host_named(text) == host


def test_the_doors_of_a_host_are_asked_securely_first_unless_it_was_given_otherwise():
    assert doors("acme.example")[:2] == ("https://acme.example/", "http://acme.example/")
    assert doors("http://www.acme.example")[::2] == ("http://www.acme.example/", "http://acme.example/")
    assert doors("127.0.0.1:80") == ("https://127.0.0.1:80/", "http://127.0.0.1:80/")
