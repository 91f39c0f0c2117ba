"""Pure hash-chained journal: entries and their codec. No storage."""
