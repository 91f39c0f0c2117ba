"""The screens and the devices at one kiosk: the only room that knows Qt."""

from ui.true_references import hold_true

hold_true()
