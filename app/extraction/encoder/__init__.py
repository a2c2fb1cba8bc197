"""The small encoder that reads a document once and finds who says what, and which names there are."""
