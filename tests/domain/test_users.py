"""A user as typed in: the name, and a mail address that says one thing only."""

import pytest

from registry.domain.users import UserDraft, read_mail
from registry.domain.vocabulary import Role


def problems(**values) -> list[tuple[str, str]]:
    draft = UserDraft(**{"name": "鈴木", "role": Role.VIEWER} | values)
    return [(each.field, each.code) for each in draft.problems()]


@pytest.mark.parametrize("name", ["", "　", " \u200b"])
def test_a_name_is_seen(name):
    assert problems(name=name) == [("name", "required")]


@pytest.mark.parametrize("mail", ["", "suzuki@city.example.jp", "Ichiro.SUZUKI+renkei@lg-city.example.jp", "root@mail"])
def test_usual_addresses_will_do(mail):
    assert problems(mail=mail) == []


@pytest.mark.parametrize(
    "mail",
    [
        "suzuki",
        "@city.example.jp",
        "suzuki@",
        "suzuki@city..example.jp",
        "su zuki@city.example.jp",
        "suzuki@city.example.jp,tanaka@city.example.jp",
        "suzuki@city.example.jp\r\nBcc: tanaka@city.example.jp",
        "suzuki@city.example.jp\n",
        "鈴木 <suzuki@city.example.jp>",
        "鈴木@city.example.jp",
        '"su\\"zuki"@city.example.jp',
    ],
)
def test_anything_that_could_mean_more_than_one_mailbox_is_refused(mail):
    assert problems(mail=mail) == [("mail", "bad_mail")]


def test_an_address_in_full_width_is_the_usual_one():
    assert read_mail("　ｓｕｚｕｋｉ＠ｃｉｔｙ．ｅｘａｍｐｌｅ．ｊｐ ") == "suzuki@city.example.jp"
