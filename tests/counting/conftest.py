"""One migrated database of each kind for all tests of a file: every example is rolled back."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from registry.database import db
from registry.domain.rules import CountingRules
from registry.queries.counting import get_evidence
from tests.counting.comparing import same_numbers
from tests.counting.load import write
from tests.counting.notation import written
from tests.databases import running_app

COUNTS_OF = {
    "meetings": "meeting",
    "population": "organization",
    "organizations": "organization",
    "agreements": "agreement",
    "projects": "project",
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def counting_app(request, tmp_path_factory) -> Iterator[Flask]:
    databases = request.getfixturevalue("sqlite_files" if request.param == "sqlite" else "postgresql")
    with databases.fresh() as url, running_app(url, tmp_path_factory.mktemp("counting")) as app:
        yield app


@pytest.fixture(scope="module")
def counted(counting_app) -> Iterator[scoped_session[Session]]:
    """The database session of an app whose tables are empty between the examples."""
    with counting_app.app_context():
        yield db.session
        db.session.rollback()


class Told:
    """One year of a registry that a test wrote down, from the database; every number was held against the recount."""

    def __init__(self, text: str, fiscal_year: int, as_of: date, rules: CountingRules) -> None:
        self.written = written(text)
        self.asked = {"fiscal_year": fiscal_year, "as_of": as_of, "rules": rules}
        db.session.rollback()
        write(db.session, self.written.registry())
        (self.year,) = same_numbers(self.written.registry(), (fiscal_year,), as_of, rules).years

    def __getitem__(self, count: str) -> int:
        """A number; a part that is not there is none."""
        return self.year.numbers.get(count, 0)

    def who(self, count: str) -> str:
        """The names behind a number, in their own order."""
        ids = self.written.ids[COUNTS_OF[count.partition("_")[0]]]
        names = {number: name for name, number in ids.items()}
        found = [names[record.id] for record in get_evidence(count, **self.asked).records]
        assert len(found) == self[count]
        return " ".join(sorted(found))


@pytest.fixture
def told(counted) -> Iterator[Callable[..., Told]]:
    """Counts of a registry in the office's notation: ``told("協定 R2-01 2020-04-01 : A", year=2020)``."""

    def tell(text: str, year: int = 2020, *, as_of: str = "2030-01-01", **rules: str) -> Told:
        return Told(text, year, date.fromisoformat(as_of), CountingRules().with_values(rules))

    yield tell
    db.session.rollback()
