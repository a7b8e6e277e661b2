"""The findings beside a sheet: what they say, and how each can be mended."""

from registry.domain.vocabulary import Role
from registry.evaluation.checks import CHECKS

SHEET = "/sheets/2020"
REMEDY = "「達成しなかった」に改めて原因を書くか、目標の値を直してください。"


def test_who_may_write_the_sheet_is_told_how_a_finding_can_be_mended(browser_of):
    clerk = browser_of(Role.SECRETARIAT)
    for address in (SHEET, f"{SHEET}/edit/check", f"{SHEET}/findings/ticked_achieved_below_target/check.1.achieved"):
        assert clerk.get(address).text.count(REMEDY) == 1, address


def test_a_reader_is_told_what_contradicts_what_and_not_what_to_do(browser_of):
    page = browser_of(Role.VIEWER).get(SHEET).text
    assert "「達成した」とありますが" in page
    assert REMEDY not in page


def test_what_was_explained_is_not_asked_to_be_mended(browser_of):
    clerk = browser_of(Role.SECRETARIAT)
    address = f"{SHEET}/findings/ticked_achieved_below_target/check.1.achieved"
    page = clerk.get(address).text
    form = {
        name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("csrf_token", "form_key")
    }
    form |= {name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("version", "seen")}
    assert clerk.post(address, data=form | {"explanation": "目標を改める予定のため"}).status_code == 303
    assert REMEDY not in clerk.get(SHEET).text


def test_every_check_says_how_what_it_finds_can_be_mended():
    remedies = [one.remedy for one in CHECKS]
    assert all(remedy.endswith(".") for remedy in remedies)
    assert len(set(remedies)) == len(CHECKS)
