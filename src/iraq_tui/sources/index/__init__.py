"""The cache: what was read of a large store once, kept so that it opens at once the next time."""
