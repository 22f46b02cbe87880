from django.urls import include, path

from klimanetz.features.meetings.company.views import asking, office

running = [
    path("wuensche/", office.needs_list, name="needs_list"),
    path("gaeste/", office.companions, name="companions"),
    path("gaeste/<int:pk>/einladen/", office.companion_welcome, name="companion_welcome"),
    path("gaeste/<int:pk>/ablehnen/", office.companion_turn_down, name="companion_turn_down"),
]

urlpatterns = [
    path("antwort/<str:token>/wuensche/", asking.wishes, name="wishes"),
    path("antwort/<str:token>/wuensche/sagen/", asking.needs_say, name="needs_say"),
    path("antwort/<str:token>/wuensche/gast/", asking.companion_ask, name="companion_ask"),
    path("verwaltung/treffen/<slug:slug>/", include(running)),
]
