"""The district's database: the only room of the district that knows peewee."""
