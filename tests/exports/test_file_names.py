import pytest

from registry.exports.file_names import file_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("シート_令和2年度_産学官連携推進事業", "シート_令和2年度_産学官連携推進事業.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "a／b＼c：d＊e？f＂g＜h＞i｜j.pdf"),
        ("一行目\r\n二行目\tと", "一行目 二行目 と.pdf"),
        ("\u202efdp.\udc00\ue000\x00", "fdp.pdf"),
        ("シート_令和2年度_", "シート_令和2年度.pdf"),
        ("葛󠄀城 𠮷田", "葛󠄀城 𠮷田.pdf"),
    ],
)
def test_a_name_is_one_that_every_system_can_keep(words, name):
    assert file_name(words, "pdf") == name


@pytest.mark.parametrize("sign", ["字", "a", "𠮷"])
def test_a_long_name_ends_between_two_signs(sign):
    name = file_name(sign * 300, "xlsx")
    assert 230 < len(name.encode()) <= 245
    assert set(name.removesuffix(".xlsx")) == {sign}
