"""What the sheet is and what follows from its numbers: pure functions over frozen dataclasses."""
