"""JSON: answers that hold markup or text, and what is none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remit.loaders.document import Stated
from remit.loaders.pipeline import Pipeline
from remit.loaders.readers import read
from remit.ontology.errors import UnreadableDocument
from tests_html import claims, record_of

JSON = "application/json"
