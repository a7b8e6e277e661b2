"""The office's words and rules, in plain Python: no web framework, no database."""
