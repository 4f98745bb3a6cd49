"""The properties of every kind of object in the cluster database, table by table."""
