"""Which sentences are the invented policies made of?

By kind, sections of a heading and clauses.  `[one|other]` is a choice that each policy makes once, `{name}` stands
for what the organisation is and does; a clause that begins with `*` is an item of a list.  All are invented.
"""

from __future__ import annotations

Section = tuple[str, tuple[str, ...]]

_SCOPE: Section = (
    "[About|Who is behind] this [notice|page]",
    (
        "This notice [is about|covers] the websites, apps and shops of {name}. [Wherever|When] you meet us there, the"
        " same rules apply, and the [company|firm] in {town} answers for them.",
        "{name} [deals in|offers] {goods}. We [wrote|have written] these pages in plain words, because a notice that"
        " nobody understands [helps|protects] nobody.",
        "Where a [special|separate] notice stands beside one of our services, that notice comes first, and this one"
        " fills in whatever it leaves open.",
        "Words such as account, order and visit mean here what they mean in [daily|everyday] life; where a word has a"
        " narrower meaning, we explain it [on the spot|where it first stands].",
        "Companies in which {name} holds a share publish their own notices, and we [ask|invite] you to read those"
        " before you give them any personal data.",
    ),
)

_CHANGES: Section = (
    "[How this page changes|When we rewrite this page]",
    (
        "We rewrite this page when our services change, and put the former wording into a folder that {desk} sends to"
        " everyone who asks for it.",
        "If a change touches something you rely on, you hear of it by [mail|a message in your account] before it"
        " counts, with a short note on what is new and why.",
        "Spelling and layout are mended quietly. Such repairs never alter what you may expect from {name}.",
    ),
)

_CONTACT: Section = (
    "[How to reach us|Questions and complaints]",
    (
        "{desk} reads every letter itself. Write to {name}, {street}, {town}, and mention the service that your"
        " question is about, so that it lands on the right table.",
        "[Calls are answered|You can call] from Monday to Friday between nine and five; outside these hours a machine"
        " takes down what you wish to say.",
        "If our answer leaves you unhappy, the [ombudsman|supervisory office] of your region looks into the matter"
        " free of cost, and we take part in such talks.",
    ),
)

PRIVACY: tuple[Section, ...] = (
    _SCOPE,
    (
        "[What we learn about you|Information that reaches us]",
        (
            "To send you {goods} we need to know who you are and where you live. Without these personal data the order"
            " [stays|remains] in the basket, and nobody here sees it.",
            "*Your name, the place where you live and the town to which we send things",
            "*What you ordered, when it left our house and who signed for it at the door",
            "*Letters and chats with {desk}, so that the next colleague need not ask again",
            "*Technical notes that your browser leaves, among them its language and the size of its window",
            "We do not ask for your religion, your health or your politics, and we strike such remarks from letters"
            " when they come up by accident.",
            "Some personal data come from others: a friend who sends you a gift tells us your name, and the post"
            " tells us when you have moved house.",
        ),
    ),
    (
        "[Why we need it|What we do with it]",
        (
            "First of all we work with these details to keep our promise: to bring {goods} to your door in good order"
            " and on the day that was agreed.",
            "We look at sums and averages to learn which of our shelves are too full, which pages are slow and where"
            " people give up half way.",
            "If you have joined our letter for friends of the house, it comes with what we believe you will like,"
            " judging by what you have looked at before.",
            "Fraud is rare here but costly. A program compares new orders with known tricks, and a person decides"
            " whenever it is in doubt.",
            "Where the law [tells|obliges] us to hand something to the tax office, we hand over precisely what is asked"
            " and nothing beyond it.",
        ),
    ),
    (
        "[On what ground we stand|Our reasons in law]",
        (
            "Most of what we do with your personal data rests on the agreement between you and us; the rest rests on"
            " duties of bookkeeping and on your consent.",
            "Whenever your word is the reason, a note of it is kept with the day on which you gave it, and taking it"
            " back is as easy as giving it was.",
            "Sometimes we weigh our interest in a safe house against yours in being left alone; {desk} shows the"
            " weighing to everyone concerned.",
        ),
    ),
    (
        "[Who else sees it|Helpers outside our house]",
        (
            "A few firms work on our behalf and see only what their work requires. Each has signed a paper that binds"
            " it as closely as our own staff.",
            "*The carrier who rings at your door",
            "*The printer who folds and franks our letters",
            "*The bank through which a purchase is settled",
            "*The house in {town} that looks after our machines at night",
            "Officials receive details from us if a judge has signed for it. We check such letters, and refuse those"
            " that reach further than the matter needs.",
            "Should {name} ever merge with another house, its books go along; you will read about it here long before"
            " any box is moved.",
        ),
    ),
    (
        "[How we look after it|Keeping it safe]",
        (
            "Our machines stand in two locked rooms in {town}. Who enters is written down, and visitors are led by"
            " somebody who works there.",
            "Between your browser and our house everything travels in sealed form, and backups are sealed before they"
            " leave the room in which they were made.",
            "Colleagues see the part of the books that their work is about. Once in a season we go through the list of"
            " who sees what, and shorten it.",
            "No lock is perfect. Should something go astray, we tell the people concerned plainly what happened, and"
            " what they had better do next.",
        ),
    ),
    (
        "[What you can ask of us|Your say in the matter]",
        (
            "Ask {desk} for a copy of everything that our books hold about you; it comes as a file that other programs"
            " can read, at no cost.",
            "If an entry is wrong, say so, and it is mended the same week. If we doubt what you say, both versions"
            " stand side by side until the doubt is settled.",
            "You may ask us to stop a certain use while keeping the rest. We mark the entries concerned so that no"
            " program touches them.",
            "To be sure that we hand nothing to a stranger, we put a question that only you can answer; copies of"
            " passports are never needed.",
        ),
    ),
    (
        "[Visitors to our pages|When you browse our pages]",
        (
            "Small files in your browser remember your basket and your language. The page on small files lists them"
            " with their names and what each is good for.",
            "Maps and films on our pages stay blank until you press on them, so that their makers learn nothing of"
            " people who merely pass by.",
            "We count visits with a program in our own house. It forgets the last part of every network number before"
            " it writes anything down.",
            "Our pages about {goods} hold links to other houses. What happens behind such a link is told by the notices"
            " of those who run them.",
        ),
    ),
    (
        "[Jobs and pictures|Some special cases]",
        (
            "Who applies for work at {name} sends letters and certificates. They are read by the people who would work"
            " with you and by nobody else.",
            "In some of our shops a camera watches the door. A sign says so in good time, and the pictures are written"
            " over again and again.",
            "At fairs we hand out slips for a draw. The slips go into one box, the box is emptied in front of the"
            " guests, and then the slips are burnt.",
        ),
    ),
    _CHANGES,
    _CONTACT,
)

TERMS: tuple[Section, ...] = (
    _SCOPE,
    (
        "[Your account|Joining and leaving]",
        (
            "An account needs a name by which we may call you and a sign-in word that nobody else knows. Please"
            " choose a fresh one rather than one that you have worn elsewhere.",
            "One person, one account: whoever wishes to act for a club or a firm tells us so, and gets a second one in"
            " the name of that club or firm.",
            "*Keep your sign-in word to yourself",
            "*Tell {desk} at once if somebody else has been in your account",
            "*Do not open accounts by means of a program",
            "You leave whenever you like, with one press on the button in your profile. What you bought stays yours,"
            " and open orders are still brought to you.",
        ),
    ),
    (
        "[Orders|How an order comes about]",
        (
            "What stands in our pages is an invitation. Your order is an offer, and the agreement comes about when we"
            " write back that the parcel is on its way.",
            "Pictures of {goods} are taken with care, yet screens differ, and a shade may look warmer at your place"
            " than on our shelf.",
            "If something is out of stock after all, we say so without delay and give back whatever was settled in"
            " advance.",
            "Bulky things come by lorry to the kerb. Carrying them upstairs is a service of its own, which you book"
            " along with the order.",
            "*Orders before noon leave our house the same day",
            "*Orders for two places are packed as two parcels",
            "*Gifts travel without a bill in the box",
        ),
    ),
    (
        "[Behaving well|What we ask of our guests]",
        (
            "Our pages are a meeting place for people who love {goods}. Be kind, stay with the matter, and leave out"
            " what you would not say across a table.",
            "Reviews tell what you have lived through yourself. Whoever was given something for a review says so in its"
            " first line.",
            "*No reviews in the name of somebody else",
            "*No programs that read our pages faster than a person does",
            "*No goods that are barred from trade in {town}",
            "A review that breaks these house rules is hidden by {desk}. Its author hears why, and a second colleague"
            " looks at it again on request.",
        ),
    ),
    (
        "[What you write and show|Words and pictures of yours]",
        (
            "What you write and show on our pages remains yours. So that others see it at all, we are free to show it"
            " beside the thing that it speaks of.",
            "Before we print a picture of yours in our yearly book, a person from {desk} asks you, and a no is the end"
            " of the matter.",
            "When you take something down, it vanishes from our pages the same day, and from the pages of friends of"
            " the house as soon as they look again.",
        ),
    ),
    (
        "[What is ours|Our name and our works]",
        (
            "The name {name}, our drawings and our texts were made by people in {town}. You are welcome to quote them"
            " when you say where they come from.",
            "Programs that we hand out may be run on every machine in your household. Taking them apart is a hobby that"
            " we look upon kindly, selling them on is not.",
            "Whoever believes that a page of ours shows a work of theirs writes to {desk} with the page and the work;"
            " we look into it on the next working morning.",
        ),
    ),
    (
        "[When things go wrong|Faults and delays]",
        (
            "Should a parcel come late, tell us. We trace it with the carrier, and once it is lost for good we pack a"
            " new one or give back what was settled.",
            "Broken things are mended, swapped or taken back, as you prefer, as long as the way you prefer is not out"
            " of all proportion.",
            "Our pages rest now and then at night so that we can work on them. We announce longer rests on the first"
            " page, early in the week before.",
            "Storms, strikes and floods are nobody's doing. While they last, both sides wait for each other, and"
            " neither owes the other anything for the waiting.",
        ),
    ),
    (
        "[Friends of the house|Points and gifts]",
        (
            "With every order you gather points. Points are a gift, they have no worth in coin, and they follow you"
            " when you open a new account.",
            "Who brings a friend along receives a thank-you from our shelf. The friend receives one, too, so that"
            " nobody goes home with empty hands.",
            "Gift cards are good in all shops of {name}. Lost cards are blocked by {desk} as soon as you read us the"
            " number on the back of the receipt.",
        ),
    ),
    (
        "[Small print|Last things]",
        (
            "If one line of this page should turn out to be void, the others stand, and the law fills the gap as fairly"
            " as it knows how.",
            "Silence is no yes. If we let something pass once, that does not mean that we let it pass for ever after.",
            "This page exists in several languages. They say the same; where they seem not to, the one that you were"
            " shown when you ordered is the one that counts.",
        ),
    ),
    _CHANGES,
    _CONTACT,
)

COOKIES: tuple[Section, ...] = (
    _SCOPE,
    (
        "[What small files are|Cookies in a few words]",
        (
            "A cookie is a note that a page leaves in your browser and finds again on the next visit. It is text, it"
            " runs nothing, and you can look at it.",
            "Some notes vanish when you close the window. Others stay for longer, so that a basket that was filled on"
            " Sunday is still full on Monday.",
            "Besides cookies there are drawers inside the browser in which pages leave larger things. What we say here"
            " of cookies goes for these drawers as well.",
            "A note can be read by the page that wrote it and by no other. Notes of other houses come along when their"
            " pictures or films stand in our pages.",
        ),
    ),
    (
        "[Notes that we cannot do without|Those that must be there]",
        (
            "Without these notes our pages would forget you between two clicks. They are written when you come, and"
            " they are not put to any other use.",
            "*basket: which of our {goods} you have laid aside",
            "*tongue: the language in which you like to read",
            "*gate: that you have signed in, and as whom",
            "*balance: which of our machines answers you, so that none is overrun",
            "A further note holds your choice about all the others. It would be odd to ask anew on every page.",
        ),
    ),
    (
        "[Notes for comfort|Those that make things easier]",
        (
            "These notes remember how you like our pages: large letters, dark colours, the shop nearest to you. They"
            " are written once you have changed such a thing.",
            "*letters: how large you like to read",
            "*corner: the shop of ours that you chose as yours",
            "*recent: what you looked at, for the row at the foot of the page",
            "If they are missing, everything works, and you merely set things up anew from time to time.",
        ),
    ),
    (
        "[Notes for counting|How we count visits]",
        (
            "To learn which pages are read and which are merely there, a program counts visits. It works in sums, and"
            " we never look up a single person in it.",
            "*tally: that this browser was here before, without saying whose it is",
            "*path: the order in which pages were opened, forgotten with the window",
            "The sums are shown on a screen in our hall in {town}; you are welcome to come and look at them.",
            "We try new layouts on a part of our visitors. A note makes sure that you see the same layout all day.",
        ),
    ),
    (
        "[Notes of other houses|Films, maps and buttons]",
        (
            "Films and maps come from other houses. Their frames stay grey until you press on them, and only then may"
            " those houses write notes of their own.",
            "Our buttons for passing a page on to friends are plain links. They tell nobody anything until you use"
            " them.",
            "A list of the houses whose films and maps we show hangs beneath the first film of every page about"
            " {goods}.",
        ),
    ),
    (
        "[How to say no|Your settings]",
        (
            "At the foot of every page stands a line that opens your choices again. What you choose there counts from"
            " the next click on.",
            "Every browser has a drawer in its settings where notes are listed and thrown away, one by one or all at"
            " once.",
            "If your browser sends a sign that it wishes not to be followed, we take that for a no, and ask you nothing"
            " further.",
            "Your choice is kept in this browser. On another machine, or after a thorough cleaning, we have to ask"
            " again.",
        ),
    ),
    (
        "[Letters and pictures|In our letters]",
        (
            "Our letter for friends of the house holds a tiny picture. When it is loaded we see that the letter was"
            " opened, though not by whom.",
            "Most programs for reading mail can leave pictures out. Then we see nothing, and the letter reads just as"
            " well.",
            "Links in the letter carry a word that says which letter they were in, so that we know which of them found"
            " readers.",
        ),
    ),
    _CHANGES,
    _CONTACT,
)

KINDS: dict[str, tuple[str, tuple[Section, ...]]] = {
    "privacy": ("Privacy policy", PRIVACY),
    "terms": ("Terms of use", TERMS),
    "cookies": ("Cookie policy", COOKIES),
}
"""Kind of policy -> its title, and the sections that it can have."""

GERMAN = (
    "Diese Seite erklärt, was {name} mit den Angaben macht, die Sie uns geben, und was Sie von uns verlangen können.",
    "Wir schicken Ihnen Waren und Briefe, und dafür müssen wir wissen, wie Sie heißen und wo Sie wohnen.",
    "Ohne diese Angaben bleibt die Bestellung liegen, und niemand bei uns im Haus bekommt sie zu sehen.",
    "Einige Firmen arbeiten in unserem Auftrag und sehen nur, was sie für ihre Arbeit brauchen.",
    "Unsere Rechner stehen in zwei verschlossenen Räumen, und wer sie betritt, wird in ein Buch geschrieben.",
    "Sie können jederzeit eine Abschrift von allem verlangen, was in unseren Büchern über Sie steht.",
    "Ist ein Eintrag falsch, so sagen Sie es uns bitte, und er wird noch in der gleichen Woche berichtigt.",
    "Kleine Dateien im Browser merken sich den Warenkorb und die Sprache, in der Sie lesen möchten.",
    "Karten und Filme auf unseren Seiten bleiben leer, bis Sie darauf drücken, damit niemand etwas davon erfährt.",
    "Wir zählen Besuche mit einem Programm, das im eigenen Haus läuft und die Nummer des Anschlusses kürzt.",
    "Wer sich bei uns bewirbt, schickt Briefe und Zeugnisse, und die werden nur von den künftigen Kollegen gelesen.",
    "Wenn wir diese Seite ändern, bewahren wir die frühere Fassung auf und geben sie jedem, der danach fragt.",
    "Wird etwas geändert, worauf Sie sich verlassen, so hören Sie davon, bevor es für Sie gilt.",
    "Bei Fragen zum Datenschutz schreiben Sie bitte an unser Büro; jeder Brief wird dort von einem Menschen gelesen.",
    "Sind Sie mit unserer Antwort nicht zufrieden, so hilft Ihnen die Behörde weiter, die in Ihrem Land zuständig ist.",
)
"""The privacy policy in another language, as a site serves it to a stranger for some hours."""
