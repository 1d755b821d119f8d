"""Evaluation: question sets, scorers, runs. `python -m evals` scores the question sets."""
