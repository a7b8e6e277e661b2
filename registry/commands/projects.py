"""連携事業: what the office does with joint projects."""

from registry.commands.records import create, delete, restore, revise
from registry.domain.deed import Deed
from registry.domain.drafts import ProjectDraft
from registry.domain.errors import RefersToDeleted
from registry.models import Project
from registry.queries.projects import get_project, list_records_naming
from registry.queries.records import get_deleted_record


def record_project(deed: Deed, *, draft: ProjectDraft, create_names: bool = False) -> Project:
    """記録: a joint project under agreements, or outside any; raises InvalidDraft, NoSuchRecord."""
    return create(deed, action="record", record=Project(), draft=draft, create_names=create_names)


def revise_project(
    deed: Deed, *, project_id: int, draft: ProjectDraft, version: int, create_names: bool = False
) -> Project:
    """修正: give it all values of the draft; raises EditedMeanwhile, InvalidDraft, NoSuchRecord."""
    return revise(deed, record=get_project(project_id), draft=draft, version=version, create_names=create_names)


def delete_project(deed: Deed, *, project_id: int) -> Project:
    """削除: it counts nowhere any more; raises StillReferred while living meetings name it."""
    project = get_project(project_id)
    return delete(deed, record=project, used_by=list_records_naming(project))


def restore_project(deed: Deed, *, project_id: int) -> Project:
    """復元; raises InvalidDraft where its number was taken meanwhile, RefersToDeleted."""
    project = get_deleted_record(Project, project_id)
    gone = [each.label for each in (*project.agreements, *project.organizations) if each.deleted_at is not None]
    if gone:
        raise RefersToDeleted(others=", ".join(gone))
    return restore(deed, record=project)
