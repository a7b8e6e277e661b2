"""The entrance for servers and for the command line: ``waitress-serve wsgi:application``, ``flask --app wsgi …``."""

import sys
from pathlib import Path

from dotenv import load_dotenv

from registry import create_app
from registry.config import BadSetting

load_dotenv(Path(__file__).with_name(".env"))  # Flask's command line does so by itself, a server does not
try:
    application = create_app()
except BadSetting as problem:
    sys.exit(str(problem))
