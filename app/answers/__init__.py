"""What the graph says, as typed values: the JSON of the API, and what the pages and the command line show."""
