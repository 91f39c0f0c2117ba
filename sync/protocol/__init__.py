"""Sans-IO protocol spoken by both ends: envelope, messages, session. No sockets, no clock, no storage."""
