"""One function for one thing a person does at a kiosk."""
