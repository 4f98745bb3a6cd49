"""THE CLUSTER CONFIGURATION DATABASE: what the keys and values of a cluster hive mean."""
