"""The graph in formats that others read, streamed."""
