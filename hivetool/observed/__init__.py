"""WHAT THE HIVE DOES NOT HOLD: states as PowerShell exports them and as timed reports, and whose they are."""
