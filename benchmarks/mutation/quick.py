"""A pytest plugin: quick files first, a fifth of the random drawings, and no failing property made smaller, since that it fails is enough."""

import pytest
from hypothesis import Phase, settings

from benchmarks.mutation.packages import PACKAGES

ORDER = list(dict.fromkeys(name for tests in PACKAGES.values() for name in tests if name != "test_golden"))
FEW = {"part": 1, "seed": 12}
"""Values of these parameters that are tried, from 0."""

settings.register_profile("mutation", phases=[Phase.explicit, Phase.generate])
settings.load_profile("mutation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = [item for item in items if all(_parameters(item).get(name, 0) < few for name, few in FEW.items())]
    items.sort(key=lambda item: ORDER.index(item.path.stem) if item.path.stem in ORDER else len(ORDER))


def _parameters(item: pytest.Item) -> dict[str, int]:
    return item.callspec.params if hasattr(item, "callspec") else {}
