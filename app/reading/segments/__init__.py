"""Paragraphs of a text and what each does there: headline, byline, body, boilerplate. One module for each family of rules."""
