"""The funding programmes that come along; nothing about money is invented."""

from klimanetz.core.models import Network
from klimanetz.features.funding.shipped import load_shipped_programmes


def create_funding(network: Network) -> None:
    load_shipped_programmes(network.land)
