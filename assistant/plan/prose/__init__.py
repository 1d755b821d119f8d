"""What only the report's words tell: duties, terms, reasons, counts."""
