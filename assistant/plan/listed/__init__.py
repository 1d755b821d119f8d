"""Items and projects in order: lists, ranks, and what a whole is made of."""
