"""The entrance for servers and for the command line: ``waitress-serve wsgi:application``, ``flask --app wsgi …``."""

from registry import create_app

application = create_app()
