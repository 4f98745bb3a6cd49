"""THE FRONT DOOR: click, one file a command; the only place that touches clock, environment and standard streams."""
