"""Readers: bytes of one format in, a `Document` out."""
