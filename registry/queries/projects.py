"""連携事業: finding joint projects and what names them."""

from collections.abc import Sequence

import sqlalchemy as sa

from registry.database import db
from registry.domain.drafts import ProjectDraft
from registry.models import Meeting, Project
from registry.models.base import Record
from registry.queries.records import find_record, first_living, get_record, read_draft


def find_project(project_id: int) -> Project | None:
    """The project, deleted or not."""
    return find_record(Project, project_id)


def get_project(project_id: int) -> Project:
    """The project; raises NoSuchRecord where there is none, or it was deleted."""
    return get_record(Project, project_id)


def list_projects() -> Sequence[Project]:
    """All that are not deleted, in the order of their beginning."""
    alive = sa.select(Project).where(Project.deleted_at.is_(None))
    return db.session.scalars(alive.order_by(Project.started_on, Project.id)).all()


def draft_of(project: Project) -> ProjectDraft:
    """The draft that would make this project as it is."""
    return read_draft(ProjectDraft, project)


def list_records_naming(project: Project) -> list[Record]:
    """The first living meetings that name this project, so that it cannot be deleted."""
    named = Meeting.projects.any(Project.id == project.id)
    return list(db.session.scalars(first_living(Meeting).where(named)))
