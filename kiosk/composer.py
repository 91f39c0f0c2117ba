"""Vietnamese text from key presses (Telex, VNI), as a pure function. Being written now: see the tests in tests/test_composer.py.

Nothing here may know a keyboard, a screen or a text field.
"""
