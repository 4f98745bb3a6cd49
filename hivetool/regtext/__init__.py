"""THE TEXT DOORS: `.reg` files and listings of `reg query`, parsed once into rows that make edits or fill a hive."""
