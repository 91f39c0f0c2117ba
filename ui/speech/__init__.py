"""The kiosk's voice: what is said, in which order, and the ways to say it aloud. No screen is known here."""
