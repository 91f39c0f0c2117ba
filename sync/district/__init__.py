"""The district: receives, checks and shows what the kiosks send. Runs without PySide6."""
