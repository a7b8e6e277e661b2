"""``flask user``: who may log in."""

import sys

import click

from registry.cli.parameters import operator_deed
from registry.commands.passwords import LINK_LASTS
from registry.commands.users import (
    add_user,
    disable_user,
    invite_user,
    make_first_administrator,
    reset_user,
)
from registry.database import writes
from registry.domain.message import N_, Message, message
from registry.domain.users import UserDraft
from registry.domain.vocabulary import Role
from registry.language import say
from registry.queries.users import get_user_by_name

BASE_URL = click.option(
    "--base-url",
    default="http://127.0.0.1:8000",
    show_default=True,
    envvar="REGISTRY_URL",
    help="The address under which people reach the registry.",
)
ROLE = click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help="What they may do.")
DEPARTMENT = click.option("--department", metavar="NAME", help="The department they belong to.")


@click.group()
def user() -> None:
    """Who may log in."""


@user.command()
@click.argument("name")
@ROLE
@DEPARTMENT
@click.option("--password-stdin", "piped", is_flag=True, help="Read the password from standard input.")
def add(name: str, role: str, department: str | None, *, piped: bool) -> None:
    """Add the user NAME with a password."""
    password = sys.stdin.readline().rstrip("\r\n") if piped else asked_password()
    _add(name, Role(role), department, password)
    tell(message(N_("“%(name)s” can log in now."), name=name))


@user.command()
@click.argument("name")
@ROLE
@DEPARTMENT
@BASE_URL
def invite(name: str, role: str, department: str | None, base_url: str) -> None:
    """Add the user NAME, who chooses the password by a one-time link."""
    show_link(_invite(name, Role(role), department), base_url)


@user.command()
@click.argument("name")
@BASE_URL
def reset(name: str, base_url: str) -> None:
    """End the password and sessions of NAME, and print a one-time link for a new password."""
    show_link(_reset(name), base_url)


@user.command()
@click.argument("name")
def disable(name: str) -> None:
    """Shut NAME out at once; "user reset" lets them in again."""
    _disable(name)
    tell(message(N_("“%(name)s” cannot log in any more."), name=name))


@user.command("first-administrator")
@BASE_URL
def first_administrator(base_url: str) -> None:
    """Print a one-time link for the first administrator, as long as nobody can log in."""
    token = _first_administrator()
    if token is not None:
        show_link(token, base_url)


COMMANDS: list[click.Command] = [user]


@writes
def _add(name: str, role: Role, department: str | None, password: str) -> None:
    add_user(operator_deed(), name=name, role=role, department=department, password=password)


@writes
def _invite(name: str, role: Role, department: str | None) -> str:
    return invite_user(operator_deed(), draft=UserDraft(name, role, department or ""))


@writes
def _reset(name: str) -> str:
    return reset_user(operator_deed(), user_id=get_user_by_name(name).id)


@writes
def _disable(name: str) -> None:
    disable_user(operator_deed(), user_id=get_user_by_name(name).id)


@writes
def _first_administrator() -> str | None:
    return make_first_administrator(operator_deed())


def asked_password() -> str:
    """The password as it is typed twice on the terminal, unseen."""
    prompt, again = (say(message(sentence)) for sentence in (N_("Password"), N_("The same password again")))
    password: str = click.prompt(prompt, hide_input=True, confirmation_prompt=again, err=True)
    return password


def show_link(token: str, base_url: str) -> None:
    """The link on standard output, what it is for on standard error."""
    sentence = N_("Open this link within %(days)s days to choose the password. It works once:")
    tell(message(sentence, days=LINK_LASTS.days))
    click.echo(f"{base_url.rstrip('/')}/links/{token}")


def tell(sentence: Message) -> None:
    """A message beside the result."""
    click.echo(say(sentence), err=True)
