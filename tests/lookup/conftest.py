"""The small store of invented news that these tests ask."""

from tests.news import store as store
