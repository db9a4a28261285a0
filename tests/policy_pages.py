"""Three policies of companies that do not exist, each in a page as sites have them. `PAGES`: name -> (page,
policy)."""

PRIVACY = """
<h1>Privacy Policy of Larkspur Ferries</h1>
<p><em>Last updated: 4 March 2026</em></p>
<p>Larkspur Ferries Ltd ("Larkspur", "we") runs passenger and car ferries between the islands and the mainland. This
policy says which personal data we collect when you book, travel or visit larkspur.example, what we do with it, and
what you can ask of us.</p>
<h2>1. What we collect</h2>
<p>We collect what you give us and what comes about while you travel:</p>
<ul>
<li>your name, date of birth and nationality, as maritime law asks for them on every passenger list;</li>
<li>your e-mail address and telephone number, to tell you when a crossing is late or cancelled;</li>
<li>the registration number and length of your vehicle;</li>
<li>what help you need on board, if you tell us:
<ul><li>whether you use a wheelchair;</li><li>whether you travel with an assistance dog.</li></ul></li>
</ul>
<p>Video cameras on car decks and in waiting rooms keep their pictures for seventy-two hours. There are none in
cabins.</p>
<h2>2. Why we may do so</h2>
<p>The table names each purpose and the ground in law on which it stands.</p>
<table>
<thead><tr><th>Purpose</th><th>Data</th><th>Legal basis</th><th>Kept for</th></tr></thead>
<tbody>
<tr><td>Carrying you and your vehicle</td><td>Booking, passenger list</td><td>Contract</td><td>3 years</td></tr>
<tr><td>Safety at sea</td><td>Passenger list, needs on board</td><td>Legal obligation</td><td>60 days</td></tr>
<tr><td>Telling you of offers</td><td>E-mail address</td><td>Consent</td><td>Until you withdraw it</td></tr>
<tr><td>Accounts and taxes</td><td>Invoices</td><td>Legal obligation</td><td>10 years</td></tr>
</tbody>
</table>
<h2>3. Who else receives it</h2>
<p>We do not sell personal data. We share it only with those who need it to do what we owe you:</p>
<ul>
<li>the harbour authorities of the ports at both ends of your crossing;</li>
<li>Pier &amp; Plank Payments SAS, which handles cards on our behalf and never gives us the whole number;</li>
<li>the coastguard, when somebody is missed.</li>
</ul>
<h3>3.1 Outside the country</h3>
<p>Our booking system is run in Norway. When a crossing ends in another country, its border police receive the
passenger
list before you arrive, as that country's law demands.</p>
<h2>4. Cookies</h2>
<p>Our site sets one cookie that keeps your booking together while you choose a crossing, and with your consent a
second
one that counts visits. The <a href="/cookies">cookie policy</a> names both.</p>
<h2>5. Your rights</h2>
<p>You may ask us for a copy of your data, have mistakes put right, have it deleted where no law makes us keep it, or
object to what we do in our own interest. Write to <a
href="mailto:privacy@larkspur.example">privacy@larkspur.example</a>
or to the address below; we answer within one month. If you are not content with the answer, you can complain to the
data
protection authority of the place where you live.</p>
<h2>6. Changes</h2>
<p>When we change this policy we say so on this page thirty days before, and by e-mail where the change affects a
booking
that you have already made.</p>
<h2>7. Contact</h2>
<p>Larkspur Ferries Ltd<br>Data Protection Officer<br>2 Quay Street, Port Amber</p>
"""

TERMS = """
<h1>Terms of Service</h1>
<p>Effective 1 January 2026</p>
<p>These terms are the agreement between you and Quillstone Software GmbH about the use of Quillstone, an editor for
long
documents. By making an account you accept them. If you accept for a company, you say that you may bind it.</p>
<h2>1. The service</h2>
<p>1.1 Quillstone lets you write, share and publish documents. What each plan contains stands on the page of prices
at the
time when you order it.</p>
<p>1.2 We may change functions of the service as long as what you have paid for is not made worse in an essential
way. We
tell you of a change that matters at least six weeks before.</p>
<p>1.3 The service is available for 99.5 per cent of each calendar month, planned maintenance set aside.</p>
<h2>2. Your account</h2>
<p>2.1 You must be at least sixteen years old. You keep your password secret, and you tell us at once when somebody
else
may know it.</p>
<p>2.2 One person uses one account. What is done with your account counts as done by you, unless you show that it was
not.</p>
<h2>3. What you must not do</h2>
<p>You must not use the service to:</p>
<ol>
<li>break a law, or the rights of somebody else in their works or their name;</li>
<li>send advertising to people who have not asked for it;</li>
<li>probe, scan or overload our systems, save as our programme for security research allows;</li>
<li>copy the service itself, or build one like it with what you learn from its inside.</li>
</ol>
<h2>4. Your content</h2>
<p>4.1 What you write stays yours. You give us only the licence that we need in order to store it, show it to those
whom
you choose, and make backups of it.</p>
<p>4.2 We do not read your documents, and we do not train models with them, unless you ask us to in writing.</p>
<h2>5. Payment</h2>
<p>5.1 Fees are due in advance for each month or year. Prices are without value added tax.</p>
<p>5.2 If you are late by more than thirty days, we may suspend your account after a reminder. Your documents are
kept for
ninety more days, in which you can pay or take them away.</p>
<h2>6. Liability</h2>
<p>6.1 We are liable without limit for intent and gross negligence, for injury to life, body or health, and as far as
the
law on product liability demands.</p>
<p>6.2 For slight negligence we are liable only where an essential duty is broken, and then up to the fees of twelve
months.</p>
<h2>7. End of the agreement</h2>
<p>7.1 You may end the agreement at any time to the end of the period that you have paid for. We may end it with three
months' notice, or at once for good cause.</p>
<p>7.2 After the end you can export your documents for thirty days. Then we delete them.</p>
<h2>8. Law and courts</h2>
<p>The law of Austria applies, without its rules on conflicts of laws. Where you are a merchant, the courts of Linz
alone
decide disputes. A consumer may also turn to the courts of the place where he or she lives.</p>
<p>Quillstone Software GmbH, Donaugasse 7, 4020 Linz, legal@quillstone.example</p>
"""

COOKIES = [
    ("qs_session", "Larch & Loom", "Keeps you signed in", "Session"),
    ("qs_basket", "Larch & Loom", "Remembers what is in your basket", "14 days"),
    ("qs_lang", "Larch & Loom", "Remembers your language", "1 year"),
    ("_ct_vid", "Countly Cove", "Tells visitors apart when we count them", "13 months"),
    ("_ct_ses", "Countly Cove", "Ties the pages of one visit together", "30 minutes"),
    ("_pp_ref", "Pebble Partners", "Notes which partner sent you to us", "45 days"),
]
_CELL = '<div class="grid-cell">{}</div>'
_ROWS = [("Name", "Set by", "Purpose", "Duration"), *COOKIES]
_GRID = "\n".join(
    f'<div class="grid-row">{"".join(_CELL.format(cell.replace("&", "&amp;")) for cell in row)}</div>' for row in _ROWS
)

COOKIE_POLICY = f"""
<h1>Cookie Policy</h1>
<p>Version of 12 May 2026</p>
<p>Larch &amp; Loom uses cookies and similar techniques on loom.example. A cookie is a small text that a site stores
in your
browser, and that your browser sends back each time it asks the site for a page.</p>
<h2>Which kinds we use</h2>
<h3>Necessary cookies</h3>
<p>Without these the shop does not work: you could neither sign in nor buy anything. They are set without your
consent, as
the law allows.</p>
<h3>Cookies for statistics</h3>
<p>These count visits and show us which pages are hard to find. They are set only when you agree, and are read by us
alone.</p>
<h3>Cookies for partners</h3>
<p>When a partner's page led you to us, we pay that partner a share of what you buy. A cookie remembers which one it
was.</p>
<h2>The cookies one by one</h2>
<div class="grid">
{_GRID}
</div>
<h2>How you change your mind</h2>
<p>The link "Cookie settings" at the foot of every page opens your choices again. You can also delete cookies in your
browser at any time:</p>
<ul>
<li>in Firefox under Settings, Privacy and Security, Cookies and Site Data;</li>
<li>in Safari under Settings, Privacy, Manage Website Data;</li>
<li>in Chrome under Settings, Privacy and security, Third-party cookies.</li>
</ul>
<p>If you refuse all but the necessary ones, the shop still works; only its figures about visitors become poorer.</p>
<h2>Questions</h2>
<p>Write to Larch &amp; Loom AB, Weavers' Row 11, Tallvik, or to hello@loom.example. We answer in Swedish and
English.</p>
"""


def _page(title, language, policy, name):
    links = "".join(f'<li><a href="/{word.lower()}">{word}</a></li>' for word in ("Home", "Prices", "Stories", "Help"))
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{title}</title><meta property="og:site_name" content="{name}">
<script>window.dataLayer = window.dataLayer || [];</script><style>body {{ margin: 0 }}</style></head>
<body class="page">
<header class="site-header"><a href="/" class="logo">{name}</a><nav><ul>{links}</ul></nav></header>
<main id="main"><div class="container"><div class="content">
{policy}
</div></div></main>
<footer class="site-footer"><ul>{links}<li><a href="/imprint">Imprint</a></li></ul><p>© 2026 {name}</p></footer>
<script src="/app.js"></script>
</body></html>"""


PAGES = {
    "privacy": (_page("Privacy Policy | Larkspur Ferries", "en", PRIVACY, "Larkspur Ferries"), PRIVACY),
    "terms": (_page("Terms of Service - Quillstone", "en", TERMS, "Quillstone"), TERMS),
    "cookies": (_page("Cookie Policy - Larch &amp; Loom", "en", COOKIE_POLICY, "Larch &amp; Loom"), COOKIE_POLICY),
}
