"""SYNTHETIC CLUSTERS: made from a plan and a seed, with planted defects; for tests, demonstrations and load."""
