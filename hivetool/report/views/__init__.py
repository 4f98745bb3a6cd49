"""The views of ``inspect``: what each shows, as data. A module a view, with a function ``view``."""
