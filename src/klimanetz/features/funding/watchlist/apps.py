from django.apps import AppConfig


class WatchlistConfig(AppConfig):
    name = "klimanetz.features.funding.watchlist"
