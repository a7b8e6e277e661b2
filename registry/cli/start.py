"""``flask start``: bring the registry up to date and serve it; what ``run.py`` does once everything is installed."""

import os
import socket
from contextvars import Context

import click
import waitress
from flask.cli import ScriptInfo

from registry.cli.plain_errors import Refused
from registry.domain.message import N_, message
from registry.language import say

THREADS = 8
BACKLOG = 1024


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, envvar="REGISTRY_HOST", help="The address to serve on.")
@click.option("--port", default=8000, show_default=True, envvar="REGISTRY_PORT", help="The port to serve on.")
@click.option("--base-url", envvar="REGISTRY_URL", help="The address under which people reach the registry.")
@click.pass_context
def start(context: click.Context, host: str, port: int, base_url: str | None) -> None:
    """Migrate, load the demonstration on an empty database, print the counts, and serve."""
    app = context.ensure_object(ScriptInfo).load_app()
    with listening_socket(host, port) as listener:
        address = f"http://{host}:{listener.getsockname()[1]}"
        for arguments in (
            ["db", "upgrade"],
            ["seed", "--demo", "--if-empty"],
            ["counts"],
            ["user", "first-administrator", "--base-url", base_url or address],
        ):
            run_command(context, arguments)
        click.echo(say(message(N_("Serving on %(address)s (Ctrl+C stops)."), address=address)), err=True)
        waitress.serve(app, sockets=[listener], threads=THREADS)


def run_command(context: click.Context, arguments: list[str]) -> None:
    """Run another command of the program in this process; its refusals end this one.

    It gets a context of its own, so that its database session ends with it: one that stayed open while pages are
    served would block every writer.
    """
    root = context.find_root()
    options = {"prog_name": root.info_name, "standalone_mode": False, "obj": root.obj}
    Context().run(root.command.main, arguments, **options)


def listening_socket(host: str, port: int) -> socket.socket:
    """The socket to serve on, taken before anything else is done; raises Refused where it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        if os.name != "nt":  # on Windows this option would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        sentence = N_("Port %(port)s of %(host)s cannot be used: %(reason)s. Set REGISTRY_PORT to another one.")
        raise Refused(say(message(sentence, port=port, host=host, reason=error.args[-1]))) from error
    return listener


COMMANDS = [start]
