"""The kiosk end of the protocol: when to try, and the HTTP transport."""
