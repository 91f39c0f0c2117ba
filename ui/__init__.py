"""The screens: the only room that knows PySide6. No contest rule is decided here."""

from ui.true_references import hold_true

hold_true()
