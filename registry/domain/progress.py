"""How far long work is."""


class Progress:
    """Whom long work tells how far it is: this one is nobody, a terminal shows it."""

    def begin(self, steps: int) -> None:
        """So many steps are to be done."""

    def step(self, steps: int = 1) -> None:
        """So many more are done."""


NOBODY = Progress()
