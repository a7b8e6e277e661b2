"""The entrance for servers and for the command line: ``waitress-serve wsgi:application``, ``flask --app wsgi …``."""

from pathlib import Path

from dotenv import load_dotenv

from registry import create_app

load_dotenv(Path(__file__).with_name(".env"))  # Flask's command line does so by itself, a server does not
application = create_app()
