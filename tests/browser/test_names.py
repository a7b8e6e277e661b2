"""Departments, fields and groups in a real browser: each deed's normal way, and its commonest mistake."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import violations

pytestmark = pytest.mark.browser


def add(reader: Page, kind: str, name: str) -> None:
    reader.goto(f"/{kind}/new")
    reader.get_by_label("名称").fill(name)
    reader.get_by_role("button", name="保存する").click()
    expect(row(reader, name)).to_be_visible()


def row(reader: Page, name: str):
    whole = re.compile(f"^{name}( 使用停止)?$")
    return reader.get_by_role("row").filter(has=reader.get_by_role("rowheader", name=whole))


def names(reader: Page) -> list[str]:
    return [text.strip() for text in reader.get_by_role("rowheader").all_inner_texts()]


def test_a_group_is_added_renamed_moved_retired_and_deleted(reader):
    add(reader, "groups", "大学連合")
    row(reader, "大学連合").get_by_role("button", name="大学連合を上へ").click()
    expect(row(reader, "大学連合")).to_be_visible()
    assert names(reader)[-2] == "大学連合"
    row(reader, "大学連合").get_by_role("link", name="名称変更").click()
    reader.get_by_label("名称").fill("五大学連合")
    reader.get_by_role("button", name="保存する").click()
    row(reader, "五大学連合").get_by_role("button", name="使用停止").click()
    expect(row(reader, "五大学連合")).to_contain_text("使用停止")
    row(reader, "五大学連合").get_by_role("button", name="使用再開").click()
    row(reader, "五大学連合").get_by_role("button", name="削除する").click()
    expect(reader.locator("tbody")).not_to_contain_text("五大学連合")
    assert not violations(reader)


def test_the_same_field_twice_is_told_at_its_name(reader):
    reader.goto("/fields/new")
    reader.get_by_label("名称").fill("防　災")
    reader.get_by_role("button", name="保存する").click()
    expect(reader.get_by_role("alert")).to_be_focused()
    expect(reader.locator("#name-error")).to_have_text("「防災」はすでにあります。")
    expect(reader.get_by_label("名称")).to_have_value("防　災")
    assert not violations(reader)


def test_two_groups_are_united_and_one_must_be_chosen(reader):
    add(reader, "groups", "北部連合")
    add(reader, "groups", "北部団体連合")
    row(reader, "北部連合").get_by_role("link", name="統合").click()
    reader.get_by_role("button", name="統合").click()
    expect(reader.get_by_role("alert")).to_contain_text("残す名称を選んでください。")
    assert not violations(reader)
    reader.get_by_label("残す名称").select_option("北部団体連合")
    reader.get_by_role("button", name="統合").click()
    expect(row(reader, "北部団体連合")).to_be_visible()
    assert "北部連合" not in names(reader)


def test_a_department_ends_a_new_one_carries_on_and_only_what_is_ticked_moves(reader):
    add(reader, "departments", "水産課")
    for name in ("漁港の見学会", "魚食の普及"):
        reader.goto("/projects/new")
        reader.get_by_label("事業名").fill(name)
        reader.get_by_label("開始日").fill("R3.11.1")
        reader.get_by_label("主管課").select_option("水産課")
        reader.get_by_role("button", name="記録する").click()
        expect(reader.get_by_role("heading", level=1)).to_have_text(name)
    reader.goto("/departments")
    row(reader, "水産課").get_by_role("link", name="再編").click()
    expect(reader.get_by_label("水産課")).to_be_checked()
    reader.get_by_label("終了日").fill("R4.3.31")
    reader.get_by_role("button", name="次へ").click()
    expect(reader.get_by_role("alert")).to_contain_text("新しい課の名称を入力してください。")
    assert not violations(reader)
    reader.get_by_label("新しい課の名称").fill("水産振興課")
    reader.get_by_role("button", name="次へ").click()
    expect(reader.get_by_text("後継の課に引き継ぐもの", exact=True)).to_be_focused()
    assert not violations(reader)
    reader.get_by_label("魚食の普及").uncheck()
    reader.get_by_role("button", name="再編を記録する").click()
    expect(row(reader, "水産振興課")).to_contain_text("令和4年4月1日から")
    expect(row(reader, "水産課")).to_contain_text("水産振興課が引継ぎ")
    for name, department in (("漁港の見学会", "水産振興課"), ("魚食の普及", "水産課")):
        reader.goto(f"/projects?q={name}")
        expect(row(reader, name)).to_contain_text(department)


def test_a_department_is_moved_corrected_and_deleted(reader):
    add(reader, "departments", "広聴課")
    row(reader, "広聴課").get_by_role("button", name="広聴課を上へ").click()
    expect(row(reader, "広聴課")).to_be_visible()
    assert names(reader)[-2] == "広聴課"
    row(reader, "広聴課").get_by_role("link", name=re.compile("^訂正")).click()
    reader.get_by_label("名称").fill("広聴広報課")
    reader.get_by_role("button", name="保存する").click()
    row(reader, "広聴広報課").get_by_role("button", name="削除する").click()
    expect(reader.locator("tbody")).not_to_contain_text("広聴広報課")


def test_a_department_that_is_used_has_no_button_to_delete_it(reader):
    reader.goto("/departments")
    expect(row(reader, "農政課").get_by_role("button", name="削除する")).to_have_count(0)
    expect(row(reader, "管財課").get_by_role("button", name="削除する")).to_be_visible()
