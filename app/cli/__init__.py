"""The command ``sayso``: one file a command, imported when it runs, so that ``sayso --help`` answers at once."""
