"""What all tests share: the scorer of the benchmarks, and one pipeline, for it takes seconds to build."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from remit.loaders.pipeline import Pipeline
from remit.ontology.registry import load_registry


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """A pipeline over the registry of the repository."""
    return Pipeline(load_registry())
