from django.urls import path

from klimanetz.features.funding.watchlist import views

HERE = "verwaltung/foerderung/beobachten/"

urlpatterns = [
    path(HERE, views.listings, name="listings"),
    path(f"{HERE}<int:pk>/", views.listing, name="listing"),
    path(f"{HERE}<int:pk>/uebernehmen/", views.listing_take, name="listing_take"),
    path(f"{HERE}<int:pk>/zuordnen/", views.listing_join, name="listing_join"),
    path(f"{HERE}<int:pk>/zur-seite/", views.listing_put_aside, name="listing_put_aside"),
    path(f"{HERE}<int:pk>/durchgesehen/", views.listing_seen, name="listing_seen"),
]
