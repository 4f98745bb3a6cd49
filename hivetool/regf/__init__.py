"""THE BINARY DOOR: primary files in the regf format become a hive, and a hive becomes one again.

``structs`` declares the records on disk, ``layout`` derives numpy records from them, ``reader`` reads them in
bulk; ``faults`` is the table of everything that can be wrong with a file and be survived, ``errors`` of what
cannot. Nothing in here knows what a cluster is.
"""
