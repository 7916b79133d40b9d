"""Readers: bytes of one format in, a `Document` out."""

SUFFIXES = {".txt": "text/plain", ".text": "text/plain"}
"""File suffixes that a folder is searched for, with the media type each stands for."""
