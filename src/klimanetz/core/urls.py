from django.urls import path

from klimanetz.core import trail_views, views

urlpatterns = [
    path("impressum/", views.imprint, name="imprint"),
    path("datenschutz/", views.privacy, name="privacy"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("sprache/", views.set_language, name="set_language"),
    path("verwaltung/verlauf/", trail_views.trail, name="trail"),
    path("verwaltung/verlauf.csv", trail_views.trail_file, name="trail_file"),
]
