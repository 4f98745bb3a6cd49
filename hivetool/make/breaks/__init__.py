"""The defects, a table a block of lint codes."""
