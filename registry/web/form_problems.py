"""What a command found wrong with a draft, shown at the fields of the form that it came from."""

from registry.domain.drafts import FieldProblem
from registry.domain.errors import InvalidDraft, Refusal
from registry.forms.office_form import OfficeForm
from registry.language import say
from registry.words import joined


def refusal_in_words(refusal: Refusal) -> str:
    """The refusal's sentence, or those of the values that a draft or a table refuses."""
    problems = refusal.problems if isinstance(refusal, InvalidDraft) else ()
    return joined(*(say(each.message) for each in problems if isinstance(each, FieldProblem))) or say(refusal.message)


def show_problems(form: OfficeForm, refusal: InvalidDraft) -> None:
    """Put each problem at its field; one of a field that the form does not show stands above all."""
    for problem in refusal.problems:
        if not isinstance(problem, FieldProblem):
            continue
        field = form._fields.get(problem.field)
        if field is None:
            form.form_errors = [*form.form_errors, say(problem.message)]
        else:
            field.errors = [*field.errors, say(problem.message)]


def sentences_of(refusal: Refusal) -> list[str]:
    """What a refusal says where there is no form: each problem of a draft by itself."""
    problems = refusal.problems if isinstance(refusal, InvalidDraft) else ()
    return [say(each.message) for each in problems if isinstance(each, FieldProblem)] or [say(refusal.message)]
