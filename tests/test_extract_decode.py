"""Are bytes of every age read in the right charset?"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.decoding.decode import decode

TEXT = "<p>Où sont gardées les données\u00a0? Größe, naïve.</p>"


@pytest.mark.parametrize(
    ("body", "headers", "charset"),
    [
        (TEXT.encode("utf-8"), {}, "utf-8"),
        (TEXT.encode("utf-8"), {"content-type": "text/html; charset=iso-8859-1"}, "utf-8"),
        (b'<meta charset="iso-8859-1">' + TEXT.encode("utf-8"), {}, "utf-8"),
        (TEXT.encode("cp1252"), {}, "cp1252"),
        (TEXT.encode("cp1252"), {"x-archive-guessed-charset": "windows-1257"}, "cp1252"),
        (TEXT.encode("cp1252"), {"content-type": "text/html; charset=utf-8"}, "cp1252"),
        (b"<meta charset=windows-1252>" + TEXT.encode("cp1252"), {}, "cp1252"),
        (b"\xef\xbb\xbf" + TEXT.encode("utf-8"), {"content-type": "text/html; charset=ascii"}, "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), {}, "utf-16-le"),
    ],
)
def test_western_text_comes_out_whole(body: bytes, headers: dict[str, str], charset: str) -> None:
    decoded = decode(body, headers)
    assert (decoded.text.endswith(TEXT), decoded.charset) == (True, charset)


@pytest.mark.parametrize(
    ("charset", "text"), [("shift_jis", "個人情報"), ("gb2312", "隐私政策"), ("windows-1251", "Политика")]
)
def test_declared_charsets_are_obeyed(charset: str, text: str) -> None:
    head = f'<meta http-equiv="content-type" content="text/html; charset={charset}">'.encode()
    assert decode(head + text.encode(charset), {}).text.endswith(text)


@pytest.mark.parametrize("label", ["base64", "rot13", "utf-16", "nonsense", "idna", "zip"])
def test_labels_that_are_no_charset_of_text_are_passed_over(label: str) -> None:
    assert decode(b"<p>plain</p>", {"content-type": f"text/html; charset={label}"}).text == "<p>plain</p>"


# A sentence, a paragraph and the charsets in which pages of that language were written before UTF-8.
OLD_PAGES = {
    "fr": (
        ("Nous protégeons vos données à caractère personnel."),
        (
            "Nous protégeons vos données à caractère "
            "personnel. Où sont-elles conservées ? Dans "
            "l’Union européenne, chez notre hébergeur, pendant "
            "la durée nécessaire. Vous pouvez à tout moment retirer votre consentement."
        ),
        ("cp1252",),
    ),
    "de": (
        ("Wir schützen Ihre Daten gemäß den Gesetzen."),
        (
            "Wir schützen Ihre Daten gemäß den Gesetzen. Für die Löschung genügt eine Nachricht; wir prüfen sie "
            "und löschen, was nicht länger benötigt wird. Größere Änderungen kündigen wir an."
        ),
        ("cp1252", "latin-1"),
    ),
    "es": (
        ("Esta política explica cómo tratamos su información."),
        (
            "Esta política explica cómo tratamos su información. Usted podrá solicitar la supresión de los datos "
            "en cualquier momento, según la legislación española, y también oponerse a su tratamiento."
        ),
        ("cp1252",),
    ),
    "sv": (
        ("Vi behandlar dina uppgifter när du använder tjänsten."),
        (
            "Vi behandlar dina uppgifter när du använder tjänsten. Här beskriver vi vilka ändamål som gäller och "
            "hur länge vi sparar dem. Du kan när som helst återkalla ditt samtycke."
        ),
        ("cp1252",),
    ),
    "pl": (
        ("Przetwarzamy dane osobowe użytkowników zgodnie z prawem."),
        (
            "Przetwarzamy dane osobowe użytkowników zgodnie z prawem. Każda osoba może żądać usunięcia swoich "
            "danych, a także wnieść skargę do urzędu. Więcej informacji można uzyskać, pisząc do nas."
        ),
        ("cp1250", "iso8859-2"),
    ),
    "cs": (
        ("Vaše osobní údaje zpracováváme v souladu se zákonem."),
        (
            "Vaše osobní údaje zpracováváme v souladu se zákonem. Můžete kdykoli požádat o jejich výmaz nebo "
            "opravu. Další podrobnosti naleznete níže, včetně doby, po kterou údaje uchováváme."
        ),
        ("cp1250", "iso8859-2"),
    ),
    "hu": (
        ("Az Ön személyes adatait a törvény szerint kezeljük."),
        (
            "Az Ön személyes adatait a törvény szerint kezeljük. Bármikor kérheti adatainak törlését, és "
            "panasszal fordulhat a hatósághoz. A szükséges időn túl nem őrizzük meg őket."
        ),
        ("cp1250", "iso8859-2"),
    ),
    "tr": (
        ("Kişisel verilerinizi kanuna uygun olarak işliyoruz."),
        (
            "Kişisel verilerinizi kanuna uygun olarak işliyoruz. Dilediğiniz zaman verilerinizin silinmesini "
            "isteyebilir, başvurunuzu yazılı olarak gönderebilirsiniz. Ayrıntılı bilgi aşağıda bulunmaktadır."
        ),
        ("cp1254", "iso8859-9"),
    ),
    "ru": (
        ("Мы обрабатываем персональные данные пользователей."),
        (
            "Мы обрабатываем персональные данные пользователей только с их согласия. Вы можете в любое время "
            "потребовать удаления своих данных, написав нам. Настоящая политика действует с момента публикации."
        ),
        ("cp1251", "koi8-r", "iso8859-5", "cp866"),
    ),
    "uk": (
        ("Ми обробляємо персональні дані користувачів."),
        (
            "Ми обробляємо персональні дані користувачів лише за їхньою згодою. Ви можете будь-коли вимагати "
            "видалення своїх даних, написавши нам. Ця політика є чинною з моменту її публікації."
        ),
        ("cp1251", "koi8-u"),
    ),
    "el": (
        ("Προστατεύουμε τα προσωπικά σας δεδομένα."),
        (
            "Προστατεύουμε τα προσωπικά σας δεδομένα. Μπορείτε να ζητήσετε τη διαγραφή τους ανά πάσα στιγμή, "
            "γράφοντάς μας. Η πολιτική αυτή ισχύει από την ημερομηνία δημοσίευσής της."
        ),
        ("cp1253", "iso8859-7"),
    ),
    "he": (
        ("אנו מגינים על המידע האישי שלך."),
        ("אנו מגינים על המידע האישי שלך. תוכל לבקש את מחיקתו בכל עת, בכתב. מדיניות זו תקפה ממועד פרסומה באתר."),
        ("cp1255", "iso8859-8"),
    ),
    "ar": (
        ("نحن نحمي بياناتك الشخصية وفقا للقانون."),
        (
            "نحن نحمي بياناتك الشخصية وفقا للقانون. يمكنك طلب حذفها في أي وقت. تسري هذه السياسة من تاريخ نشرها "
            "على الموقع."
        ),
        ("cp1256",),
    ),
    "th": (
        ("เราคุ้มครองข้อมูลส่วนบุคคลของคุณ"),
        ("เราคุ้มครองข้อมูลส่วนบุคคลของคุณตามกฎหมาย คุณสามารถขอให้ลบข้อมูลได้ทุกเมื่อ นโยบายนี้มีผลตั้งแต่วันที่เผยแพร่"),
        ("cp874",),
    ),
    "ja": (
        ("当社はお客様の個人情報を適切に管理します。"),
        (
            "当社はお客様の個人情報を適切に管理します。お客様はいつでも開示または削除を請求することができます。本"
            "方針は掲載の日から適用します。"
        ),
        ("shift_jis", "euc_jp", "iso2022_jp"),
    ),
    "zh": (
        ("我们依法保护您的个人信息。"),
        ("我们依法保护您的个人信息。您可以随时要求删除或者更正您的信息，也可以撤回同意。本政策自发布之日起生效。"),
        ("gb2312", "gb18030"),
    ),
    "tw": (
        ("我們依法保護您的個人資料。"),
        ("我們依法保護您的個人資料。您可以隨時要求刪除或更正資料，也可以撤回同意。本政策自公布之日起生效。"),
        ("big5",),
    ),
    "ko": (
        ("우리는 이용자의 개인정보를 보호합니다."),
        (
            "우리는 이용자의 개인정보를 보호합니다. 이용자는 언제든지 삭제를 요구할 수 있습니다. 본 "
            "방침은 공고한 날부터 시행합니다."
        ),
        ("euc_kr",),
    ),
    "lt": (
        ("Mes tvarkome jūsų asmens duomenis pagal įstatymą."),
        (
            "Mes tvarkome jūsų asmens duomenis pagal įstatymą. Bet kada galite prašyti juos ištrinti, parašę "
            "mums laišką. Ši politika galioja nuo jos paskelbimo dienos, kol bus pakeista."
        ),
        ("cp1257",),
    ),
    "ro": (
        ("Prelucrăm datele dumneavoastră în conformitate cu legea."),
        (
            "Prelucrăm datele dumneavoastră în conformitate cu legea. Puteţi cere oricând ştergerea lor, "
            "scriindu-ne. Această politică intră în vigoare la data publicării şi rămâne valabilă."
        ),
        ("cp1250", "iso8859-2"),
    ),
    "da": (
        ("Vi behandler dine oplysninger, når du bruger tjenesten."),
        (
            "Vi behandler dine oplysninger, når du bruger tjenesten. Du kan altid få dem slettet ved at skrive "
            "til os. Øvrige formål står nedenfor."
        ),
        ("cp1252",),
    ),
    "pt": (
        ("Esta política explica a utilização de informações."),
        (
            "Esta política explica a utilização de informações. Você pode solicitar a exclusão dos dados a "
            "qualquer momento, ou a correção deles, até mesmo após o término do serviço."
        ),
        ("cp1252",),
    ),
    "bg": (
        ("Ние обработваме вашите лични данни."),
        (
            "Ние обработваме вашите лични данни само с ваше съгласие. Можете по всяко време да поискате "
            "изтриването им, като ни пишете. Тази политика влиза в сила от датата на публикуване."
        ),
        ("cp1251",),
    ),
}
UNDECLARED = [
    pytest.param(text, charset, id=f"{language}-{charset}-{size}")
    for language, (short, long, charsets) in OLD_PAGES.items()
    for charset in charsets
    for size, text in (("short", short), ("long", long))
]
PAGE = (
    '<html><head>{}<title>Privacy</title></head><body><nav><a href="/">Home</a> About us</nav>'
    "<p>{}</p><p>Write to a@lumora.example</p></body></html>"
)


@pytest.mark.parametrize(("text", "charset"), UNDECLARED)
def test_old_charsets_are_told_by_what_comes_out(text: str, charset: str) -> None:
    assert decode(PAGE.format("", text).encode(charset), {}).text == PAGE.format("", text)


@pytest.mark.parametrize(("text", "charset"), UNDECLARED)
def test_old_charsets_are_read_as_declared(text: str, charset: str) -> None:
    page = PAGE.format(f'<meta charset="{charset}">', text)
    assert decode(page.encode(charset), {}).text == page
    assert decode(text.encode(charset), {"content-type": f"text/html; charset={charset}"}).text == text


@pytest.mark.parametrize("label", ["iso-8859-1", "utf-8"])
@pytest.mark.parametrize("language", ["ru", "el", "ja", "zh", "tw", "ko"])
def test_a_servers_default_label_is_not_believed_of_another_script(language: str, label: str) -> None:
    _, text, charsets = OLD_PAGES[language]
    headers = {"content-type": f"text/html; charset={label}"}
    assert decode(PAGE.format("", text).encode(charsets[0]), headers).text == PAGE.format("", text)


@pytest.mark.parametrize("guess", ["windows-1250", "windows-1257", "iso-8859-2"])
def test_western_text_is_not_turned_into_baltic_by_an_archives_guess(guess: str) -> None:
    _, text, _ = OLD_PAGES["fr"]
    assert decode(text.encode("cp1252"), {"x-archive-guessed-charset": guess}).text == text


@pytest.mark.parametrize(
    "text",
    [
        "<p>© 2009 Lumora Prints®</p>",
        "<p>Don’t – “never” … 5 € for Lumora™</p>",
        "<p>Lumora, Götgatan 3, Malmö</p>",
        "<p>©LUMORA</p>",
    ],
)
def test_a_few_signs_in_english_text_are_western(text: str) -> None:
    assert (
        decode(
            f"<p>We keep the data that you give us, as is set out in the terms.</p>{text}".encode("cp1252"), {}
        ).charset
        == "cp1252"
    )


def test_one_broken_character_makes_no_other_charset() -> None:
    _, text, _ = OLD_PAGES["fr"]
    broken = text.encode().replace(b"Vous", b"Vo\xe9s") + text.encode()
    assert decode(broken, {}).charset == "utf-8"
    _, text, _ = OLD_PAGES["zh"]
    broken = b"<meta charset=gb2312>" + text.encode("gb2312") + b"\xff" + b"<p>" + text.encode("gb2312")
    assert decode(broken, {}).charset == "gb18030"


def test_text_that_was_encoded_twice_is_left_alone() -> None:
    twice = "Größe".encode().decode("cp1252")
    assert decode(twice.encode(), {}).text == twice


@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "iso-8859-1", "shift_jis", "big5"]))
def test_any_bytes_are_read(body: bytes, label: str) -> None:
    decode(body, {"content-type": f"text/html; charset={label}"})


@pytest.mark.parametrize(
    "head", [b"<" * 400_000, b"<script " * 50_000, b"a" * 400_000, b"&a" * 200_000, b"\xe9a" * 400_000]
)
def test_a_guess_takes_no_time(head: bytes) -> None:
    began = time.process_time()
    decode(head + b"\xe9 x \xe9t" + b" word" * 9, {})
    assert time.process_time() - began < 2
