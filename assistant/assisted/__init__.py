"""Where a language model helps: it reads a hard question, and writes from numbered evidence."""
