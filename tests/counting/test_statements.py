"""How many statements the counts take: always the same few, however many years and records there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from registry.database import db
from registry.domain.rules import CountingRules
from registry.queries.counting import count_years, get_evidence
from tests.counting.comparing import ALWAYS
from tests.counting.load import recorded
from tests.counting.notation import written

EVERY_YEAR_OF = "\n".join(
    f"""
    協定 {year}-1 {year}-04-01 : A{year} B C(加入={year}-10-01)
    協定 {year}-2 {year}-06-15 個別 : D{year}
    協議 {year} {year}-05-07 : A{year} B
    事業 {year} 農政課 {year}-04-01〜 : {year}-1
    """
    for year in range(2015, 2023)
)
STATEMENTS = 1
MOST_FOR_EVIDENCE = 2
LONG_AFTER = date(2030, 1, 1)
ALL_RULES = [
    CountingRules().with_values({"agreement_date": agreement_date, "merged_organizations": merged})
    for agreement_date in ("concluded", "effective")
    for merged in ("as_concluded", "today")
]


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is sent to the database inside the block."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("rules", ALL_RULES, ids=str)
def test_counts_take_the_same_statements_for_any_number_of_years_and_records(counted, rules):
    taken = {}
    for text in ("", EVERY_YEAR_OF):
        with recorded(counted, written(text).registry()):
            for years in ([2020], range(2015, 2023)):
                with statements() as sent:
                    count_years(years, as_of=LONG_AFTER, rules=rules)
                taken[bool(text), len(years)] = len(sent)
    assert set(taken.values()) == {STATEMENTS}


@pytest.mark.parametrize("count", sorted(ALWAYS))
def test_evidence_takes_two_statements_at_most_for_any_number_of_records(counted, count):
    taken = []
    for text in ("協定 2020-1 2020-04-01 : A", EVERY_YEAR_OF):
        with recorded(counted, written(text).registry()), statements() as sent:
            get_evidence(count, 2020, as_of=LONG_AFTER, rules=CountingRules())
        taken.append(len(sent))
    assert max(taken) <= MOST_FOR_EVIDENCE
