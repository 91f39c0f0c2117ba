"""The screens: the only room that knows PySide6. No contest rule is decided here."""

from ui.lost_references import hold_singletons

hold_singletons()
