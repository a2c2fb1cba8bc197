"""The pages for people: server-rendered, readable without script, one per kind of thing, and lists, search and queries."""
