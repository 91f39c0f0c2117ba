"""The screens: the only room that knows PySide6. No contest rule is decided here."""
