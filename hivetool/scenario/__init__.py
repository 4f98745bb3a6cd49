"""THE SITUATION: what is assumed, what happens, and what is expected, in scenario files and event words."""
