"""Sums, differences, shares and quotients: of figures, of numbers in words, of what was aimed at."""
