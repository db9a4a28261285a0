"""In which language is a text written?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import canonical
from extract.language import language_of, small_words

TEXTS = {
    "en": "We keep your data for as long as you use the lamps, and we will not sell it to any of our partners.",
    "de": "Wir speichern Ihre Daten, solange Sie die Lampen nutzen, und geben sie nicht an Dritte weiter.",
    "fr": "Nous conservons vos données pour la durée du contrat et ne les vendons pas à nos partenaires.",
    "es": "Conservamos sus datos mientras usted use las lámparas y no los vendemos a los socios de la empresa.",
    "it": "Conserviamo i dati per la durata del contratto e non li vendiamo ai nostri partner, come dice la legge.",
    "pt": "Guardamos os seus dados pelo tempo do contrato e não os vendemos aos nossos parceiros, como você pode ver.",
    "nl": "Wij bewaren uw gegevens zolang u de lampen gebruikt en verkopen deze niet aan de partners van het bedrijf.",
    "pl": "Przechowujemy dane przez czas trwania umowy i nie sprzedajemy ich, o ile nie jest to wymagane przez prawo.",
    "sv": "Vi sparar dina uppgifter så länge du har avtalet och vi säljer inte dem till våra partner.",
    "da": "Vi gemmer dine oplysninger, så længe du har aftalen, og vi sælger dem ikke, hvis den bliver slukket.",
    "no": "Vi lagrer opplysningene så lenge du har avtalen, og vi selger dem ikke, hvis det er mulig å la være.",
    "fi": "Säilytämme tietoja niin kauan kuin sopimus on voimassa ja emme myy niitä, jos se ei ole tarpeen.",
    "cs": "Údaje uchováváme po dobu trvání smlouvy a neprodáváme je, pokud to není možné jinak nebo pokud jsou vaše.",
    "hu": "Az adatokat a szerződés ideje alatt őrizzük, és nem adjuk el azt, ha ez nem szükséges.",
    "ro": "Păstrăm datele dumneavoastră pe durata contractului și nu le vindem, dacă acestea sunt protejate de lege.",
    "tr": "Verilerinizi sözleşme süresi için saklıyoruz ve bir ortağa satmıyoruz, çünkü bu bilgiler size ait.",
    "ru": "Мы храним данные в течение договора и не продаём их, если это не предусмотрено законом, для вас.",
    "uk": "Ми зберігаємо дані протягом договору і не продаємо їх, якщо це не передбачено законом, або для вас.",
    "el": "Διατηρούμε τα δεδομένα σας και δεν τα πουλάμε.",
    "ja": "当社は契約期間中データを保管し、販売しません。",
    "zh": "我们在合同期间保存您的信息，不会出售。",
    "ko": "우리는 계약 기간 동안 정보를 보관하며 판매하지 않습니다.",
    "ar": "نحتفظ ببياناتك طوال مدة العقد ولا نبيعها.",
    "he": "אנו שומרים את המידע ואיננו מוכרים אותו.",
    "th": "เราเก็บข้อมูลของคุณและไม่ขาย",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_one_sentence_tells(language: str, text: str) -> None:
    assert language_of("", canonical(text)) == language


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_template_with_a_wrong_language_is_not_believed(language: str, text: str) -> None:
    declared = "de-DE" if language == "en" else "en"
    assert language_of(declared, canonical(f"{text} " * 8)) == language


def test_the_page_is_believed_where_its_words_do_not_speak_plainly_against_it() -> None:
    assert language_of("da", canonical("Vi og de kan se det for dig, til og med fra den.")) == "da"
    assert language_of("nb-NO", canonical(TEXTS["da"])) == "no"
    assert language_of("fr-CA", "") == "fr"
    assert language_of("fr", "lumora 30 watt") == "fr"


@pytest.mark.parametrize("tag", ["", "x-default", "english", "{{lang}}", "e", "eng"])
def test_a_tag_that_is_none_tells_nothing(tag: str) -> None:
    assert language_of(tag, "") == ""


@given(st.text(max_size=40), st.text(max_size=400))
def test_two_letters_or_nothing(tag: str, words: str) -> None:
    language = language_of(tag, words)
    assert language == "" or (len(language) == 2 and language.islower())


def test_a_word_counts_for_every_language_that_has_it_as_often_as_it_stands_there() -> None:
    shares = small_words("the data of the user en de")
    assert shares["en"] == 3 / 7
    assert shares["nl"] == 3 / 7
    assert shares["es"] == 1 / 7
    assert "ru" not in shares
    assert small_words("") == {}


@given(st.permutations(["the", "und", "el", "и"]))
def test_of_languages_that_are_heard_alike_the_same_one_is_named_in_any_order(words: list[str]) -> None:
    assert list(small_words(" ".join(words))) == list(small_words("the und el и"))
