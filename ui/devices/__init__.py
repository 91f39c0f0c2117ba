"""Real devices and their file-backed twins: printer, scanner, screen."""
