"""THE VOICE: values to text and JSON. Pure functions; nothing here touches disk or stdout."""
