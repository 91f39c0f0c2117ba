"""Printed papers as PDF bytes: data in, bytes out. The only room that knows reportlab."""
