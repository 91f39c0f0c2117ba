"""One kiosk and the contest it holds; no Qt anywhere inside."""
