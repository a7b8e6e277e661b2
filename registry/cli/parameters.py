"""What command lines share: years, days and rules as people type them, the time, and who is at the terminal."""

import getpass
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import click
from flask import current_app

from registry.domain.deed import Deed
from registry.domain.errors import BadArgument, UnreadableDay
from registry.domain.fiscal_year import FiscalYear, parse_fiscal_year
from registry.domain.japanese_dates import UnreadableDate, read_date
from registry.domain.message import N_, message
from registry.domain.rules import CountingRules
from registry.language import say
from registry.queries.rules import get_rules

OFFICE_TIME = timezone(timedelta(hours=9))
"""Japan has no summer time, so a fixed offset needs no time zone data on the machine."""


def now() -> datetime:
    """The moment in UTC; by the app's clock, where it has one."""
    clock = current_app.config.get("CLOCK")
    moment: datetime = clock() if clock is not None else datetime.now(UTC)
    return moment


def today() -> date:
    """The day in the office."""
    return now().astimezone(OFFICE_TIME).date()


def operator_deed() -> Deed:
    """What is done from a command line is the deed of the machine's user."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user may have no name
        name = "?"
    place = say(message(N_("command line")))  # not inside the f-string: the catalogue's extractor would not see it
    return Deed(actor=f"{name[:60]} ({place})", at=now())


def read_year(text: str, *, as_of: date) -> FiscalYear:
    """The fiscal year of 2020, R2, 令和2年度, 31 …, a bare number being near to ``as_of``; raises UnreadableYear."""
    return parse_fiscal_year(text, reference=FiscalYear.of(as_of).year)


def given_rules(rules: Iterable[tuple[str, str]]) -> CountingRules:
    """The rules as they are set, but for those given on the command line."""
    return get_rules().with_values(dict(rules))


class Refusing(click.ParamType[Any]):
    """A parameter whose refusals are said in the site's language."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> object:
        """The value as the program knows it; fails with one line."""
        try:
            return self.read(value) if isinstance(value, str) else value
        except BadArgument as refusal:
            self.fail(say(refusal.message), param, ctx)

    def read(self, text: str) -> object:
        """The value of a text; raises BadArgument."""
        raise NotImplementedError


class Year(Refusing):
    name = "year"

    def read(self, text: str) -> FiscalYear:
        return read_year(text, as_of=today())


class Day(Refusing):
    name = "date"

    def read(self, text: str) -> date:
        try:
            found = read_date(text)
        except UnreadableDate as error:
            raise UnreadableDay(value=text) from error
        if found.question is not None:
            raise UnreadableDay(value=text)
        return found.day


class Rule(Refusing):
    name = "rule"

    def read(self, text: str) -> tuple[str, str]:
        name, _equals, value = text.partition("=")
        CountingRules().with_values({name.strip(): value.strip()})
        return name.strip(), value.strip()


YEAR, DATE, RULE = Year(), Day(), Rule()
RULES = RULE
