"""THE REPLAY: one room per component of the article. Values in, values out; integer milliseconds; no clock, no disk."""
