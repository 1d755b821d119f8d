"""What is said of the figures that a question names: value, budget, change, reason."""
