"""連携事業: what the office does with joint projects."""

from dataclasses import replace
from datetime import date

from registry.commands.audit import snapshot
from registry.commands.records import check_version, create, delete, fill, note_change, restore, revise
from registry.domain.deed import Deed
from registry.domain.drafts import ProjectDraft
from registry.domain.errors import NotInThatState, RefersToDeleted
from registry.domain.project_deeds import STEPS, ProjectDeed, can
from registry.models import Project
from registry.queries.projects import draft_of, get_project, list_records_naming
from registry.queries.records import get_deleted_record


def record_project(deed: Deed, *, draft: ProjectDraft, create_names: bool = False) -> Project:
    """記録: a joint project under agreements, or outside any; raises InvalidDraft, NoSuchRecord."""
    return create(deed, action="record", record=Project(), draft=draft, create_names=create_names)


def revise_project(
    deed: Deed, *, project_id: int, draft: ProjectDraft, version: int, create_names: bool = False
) -> Project:
    """修正: give it all values of the draft; raises EditedMeanwhile, InvalidDraft, NoSuchRecord."""
    return revise(deed, record=get_project(project_id), draft=draft, version=version, create_names=create_names)


def begin_project(deed: Deed, *, project_id: int, on: date, version: int | None = None) -> Project:
    """開始: what was proposed is carried out from a day on; raises EditedMeanwhile, InvalidDraft, NotInThatState."""
    return _step(deed, ProjectDeed.BEGIN, project_id, version, started_on=on)


def complete_project(deed: Deed, *, project_id: int, on: date, version: int | None = None) -> Project:
    """完了: it counts until that day; raises EditedMeanwhile, InvalidDraft where it began later, NotInThatState."""
    return _step(deed, ProjectDeed.COMPLETE, project_id, version, ended_on=on)


def suspend_project(deed: Deed, *, project_id: int) -> Project:
    """休止: it rests and goes on counting; raises NotInThatState."""
    return _step(deed, ProjectDeed.SUSPEND, project_id)


def resume_project(deed: Deed, *, project_id: int) -> Project:
    """再開; raises NotInThatState."""
    return _step(deed, ProjectDeed.RESUME, project_id)


def cancel_project(deed: Deed, *, project_id: int, on: date | None, version: int | None = None) -> Project:
    """中止: it counts until that day; without one it never began, and counts in no year.

    Raises EditedMeanwhile, InvalidDraft where it began later, NotInThatState.
    """
    return _step(deed, ProjectDeed.CANCEL, project_id, version, ended_on=on)


def _step(deed: Deed, step: ProjectDeed, project_id: int, version: int | None = None, **days: date | None) -> Project:
    """``version`` is what the reader saw, where the deed has a form that can grow old; raises EditedMeanwhile."""
    project = get_project(project_id)
    if not can(step, project.state):
        raise NotInThatState(name=project.name)
    if version is not None:
        check_version(project, version)
    before = snapshot(project)
    draft = replace(draft_of(project), state=STEPS[step][1])
    fill(project, replace(draft, **days), create_names=False)  # type: ignore[arg-type]
    return note_change(deed, action=step, record=project, before=before)


def delete_project(deed: Deed, *, project_id: int) -> Project:
    """削除: it counts nowhere any more; raises StillReferred while living meetings name it."""
    project = get_project(project_id)
    return delete(deed, record=project, used_by=list_records_naming(project))


def restore_project(deed: Deed, *, project_id: int) -> Project:
    """復元; raises InvalidDraft where its number was taken meanwhile, RefersToDeleted."""
    project = get_deleted_record(Project, project_id)
    gone = [each.label for each in (*project.agreements, *project.organizations) if each.deleted_at is not None]
    if gone:
        raise RefersToDeleted(others=tuple(gone))
    return restore(deed, record=project)
