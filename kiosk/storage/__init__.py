"""The database of one kiosk: the only room (with the district store) that knows peewee."""
