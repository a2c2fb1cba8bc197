"""Who is who: mentions to the entities of a document, authority records, and ids that hold across documents."""
