"""PDF to text: pieces of text with their places, reading order, running lines, paragraphs; in a process that can be killed."""
