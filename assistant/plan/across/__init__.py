"""Questions over several reports at once: which of them, and what they come to together."""
