"""The optional extractor that asks a language model, and keeps only what stands in the text word for word."""
