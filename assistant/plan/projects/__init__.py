"""Projects and their performance tables: which is meant, and what of it is told."""
