"""THE TEXT DOOR: `.reg` files of version 5.00, parsed once into rows that make edits or fill a hive."""
