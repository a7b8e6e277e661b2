"""取込: carrying out what was planned for an imported file, all of it or nothing."""

from dataclasses import replace

from registry.commands.import_writer import ImportWriter, Progress
from registry.database import one_connection, staging, writing
from registry.domain.deed import Deed
from registry.imports.holding import still_holds
from registry.imports.plan import Plan, Request
from registry.imports.planning import make_plan
from registry.imports.report import Report
from registry.memory import uncollected
from registry.queries.audit import get_head
from registry.queries.imports import list_changes_since, load_known

TRIES = 3
"""So often an import begins again because of what others write meanwhile, before it makes them wait."""


def plan_import(request: Request) -> Plan:
    """Plan against the registry as it is now; writes nothing, so it may take its time outside a transaction."""
    with uncollected():
        with staging():  # read and let go of, before the file takes its time
            known = load_known(request.kind)
        return make_plan(request, known)


def carry_out_import(
    deed: Deed, *, plan: Plan, accept_questions: bool = False, progress: Progress = lambda _done: None
) -> Report:
    """Write what was planned, in one short transaction; a registry that has changed meanwhile is planned for anew.

    Rows are reckoned and staged before that, while others go on writing. Writes nothing, and says so in the report,
    where there is an error, or a question and not ``accept_questions``. ``progress`` is told of each record.
    """
    with uncollected(), one_connection():
        for _ in range(TRIES):
            plan = up_to_date(plan)
            if not plan.report.may_be_written(accept_questions=accept_questions):
                return plan.report
            with staging():
                writer = ImportWriter(deed, plan, progress)
            with staging():  # reads nothing any more: without WAL, SQLite would let writers wait for a reader
                writer.stage()
            with writing():
                if writer.follows():
                    return writer.write()
        with writing():  # too much happens at once: now the others must wait
            return _carry_out_alone(deed, up_to_date(plan), accept_questions=accept_questions)


def _carry_out_alone(deed: Deed, plan: Plan, *, accept_questions: bool) -> Report:
    if not plan.report.may_be_written(accept_questions=accept_questions):
        return plan.report
    writer = ImportWriter(deed, plan, lambda _done: None)  # progress was told in the tries before
    writer.stage()
    return writer.write()


def up_to_date(plan: Plan) -> Plan:
    """The plan as it holds for the registry as it is now, made anew where what happened since may touch it."""
    head = get_head().entries
    if head == plan.head:
        return plan
    if still_holds(plan, list_changes_since(plan.head)):
        return replace(plan, head=head)
    return plan_import(plan.request)
