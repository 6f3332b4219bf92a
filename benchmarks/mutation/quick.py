"""A pytest plugin: quick files first, and a failing property is not made smaller, since that it fails is enough."""

import pytest
from hypothesis import Phase, settings

from benchmarks.mutation.rooms import ROOMS

ORDER = list(dict.fromkeys(name for tests in ROOMS.values() for name in tests if name != "test_golden"))

settings.register_profile("mutation", phases=[Phase.explicit, Phase.generate])
settings.load_profile("mutation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: ORDER.index(item.path.stem) if item.path.stem in ORDER else len(ORDER))
