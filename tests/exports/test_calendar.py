"""Calendar files as calendar programs read them."""

from datetime import UTC, datetime

import icalendar
import pytest

from registry.exports.calendar import CalendarEvent, calendar_file
from tests.office import day

AT = datetime(2021, 2, 12, 5, 0, tzinfo=UTC)
EVENT = CalendarEvent(
    uid="expiry-agreements-12@city.example.jp",
    day=day("2021-03-31"),
    summary="満了: R2-01 見守り協定",
    description="自動更新はありません。\nhttps://city.example.jp/agreements/12",
    address="https://city.example.jp/agreements/12",
    category="満了",
)


def read(data: bytes) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(data)


def test_an_event_is_a_whole_day_with_its_words_and_address():
    calendar = read(calendar_file("期限一覧", [EVENT], at=AT))
    [event] = calendar.walk("VEVENT")
    assert (event["UID"], event.decoded("DTSTART"), event.decoded("DTEND")) == (
        "expiry-agreements-12@city.example.jp",
        day("2021-03-31"),
        day("2021-04-01"),
    )
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["SUMMARY"] == "満了: R2-01 見守り協定"
    assert event["DESCRIPTION"] == "自動更新はありません。\nhttps://city.example.jp/agreements/12"
    assert event["URL"] == "https://city.example.jp/agreements/12"
    assert (event["TRANSP"], event.decoded("DTSTAMP")) == ("TRANSPARENT", AT)
    assert (calendar["VERSION"], calendar["METHOD"], calendar["X-WR-CALNAME"]) == ("2.0", "PUBLISH", "期限一覧")


def test_nothing_rings_and_lines_are_short_and_end_as_the_standard_says():
    data = calendar_file("期限一覧", [EVENT], at=AT)
    assert b"VALARM" not in data
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "hostile",
    ["甲\r\nATTENDEE:mailto:all@city.example.jp", "甲\nEND:VEVENT\nBEGIN:VALARM", "甲\x00\x1b乙", '甲,乙;丙\\丁:戊"己'],
)
def test_whatever_a_title_holds_stays_text(hostile):
    event = CalendarEvent(**vars(EVENT) | {"summary": hostile, "description": hostile, "category": hostile})
    data = calendar_file(hostile, [event], at=AT)
    [read_back] = read(data).walk("VEVENT")
    assert b"\r\nATTENDEE" not in data
    assert not read(data).walk("VALARM")
    assert read_back["SUMMARY"].replace("\r\n", "\n") in (hostile.replace("\r\n", "\n"), "甲乙")


def test_no_event_is_an_empty_calendar():
    assert read(calendar_file("期限一覧", [], at=AT)).walk("VEVENT") == []
