"""THE TREE: a hive as columns, with light views over its rows. Knows nothing of files, formats and clusters."""
