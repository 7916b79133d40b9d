"""What exists: the vocabulary, the registry and the typed model of claims."""
