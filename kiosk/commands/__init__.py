"""What each command does: call a service, print its facts. No rule and no storage of their own."""
