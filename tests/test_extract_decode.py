"""Are bytes of every age read in the right charset?"""

import pytest

from extract.decode import decode

TEXT = "<p>Où sont gardées les données\u00a0? Größe, naïve.</p>"


@pytest.mark.parametrize(
    ("body", "headers", "charset"),
    [
        (TEXT.encode("utf-8"), {}, "utf-8"),
        (TEXT.encode("utf-8"), {"content-type": "text/html; charset=iso-8859-1"}, "utf-8"),
        (b'<meta charset="iso-8859-1">' + TEXT.encode("utf-8"), {}, "utf-8"),
        (TEXT.encode("cp1252"), {}, "cp1252"),
        (TEXT.encode("cp1252"), {"x-archive-guessed-charset": "windows-1257"}, "cp1252"),
        (TEXT.encode("cp1252"), {"content-type": "text/html; charset=utf-8"}, "utf-8"),
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
