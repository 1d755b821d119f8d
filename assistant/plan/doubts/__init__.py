"""What a question doubts or claims, held against the report, and where the report differs from itself."""
