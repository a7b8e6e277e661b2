import pytest

from registry.domain.attached_files import KINDS, shown_name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("協定書（署名済）.pdf", "協定書（署名済）.pdf"),
        ("﨑山㈱ との協定.PDF", "﨑山㈱ との協定.PDF"),
        ("C:\\Users\\sato\\協定書.pdf", "協定書.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\registry.sqlite3", "registry.sqlite3"),
        ("協定書\u202efdp.exe", "協定書fdp.exe"),
        ("\u200f\u2066請求書\u2069.pdf", "請求書.pdf"),
        ("改\r\n行\x00と\t印.pdf", "改行と印.pdf"),
        (" 協定書.pdf . ", "協定書.pdf"),
        ("か\u3099つき.pdf", "がつき.pdf"),
        ("a/..", ""),
        ("", ""),
    ],
)
def test_a_name_stays_as_it_was_typed_but_for_what_deceives(typed, shown):
    assert shown_name(typed) == shown


def test_a_long_name_is_cut_before_its_ending():
    assert shown_name("あ" * 300 + ".pdf") == "あ" * 251 + ".pdf"
    assert shown_name("あ" * 300) == "あ" * 255
    assert len(shown_name("あ." + "い" * 300)) <= 255


def test_no_ending_belongs_to_two_kinds():
    endings = [ending for kind in KINDS for ending in kind.endings]
    assert len(endings) == len(set(endings))
