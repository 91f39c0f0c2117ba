"""One view-model a screen: formatting and flow, no rules."""
