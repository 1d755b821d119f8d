"""What is not told: asked back, withheld, or of another kind than what is."""
