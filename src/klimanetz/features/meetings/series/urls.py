from django.urls import path

from klimanetz.features.meetings.series.views import public, school, series

urlpatterns = [
    path("treffen/reihe/<slug:slug>/kalender.ics", public.series_feed, name="series_feed"),
    path("verwaltung/treffen/ferien/", school.school_breaks, name="school_breaks"),
    path(
        "verwaltung/treffen/ferien/<int:pk>/entfernen/",
        school.school_break_remove,
        name="school_break_remove",
    ),
    path("verwaltung/treffen/reihen/", series.series_list, name="series_list"),
    path("verwaltung/treffen/reihen/neu/", series.series_add, name="series_add"),
    path("verwaltung/treffen/reihen/<slug:slug>/", series.series_detail, name="series_detail"),
    path("verwaltung/treffen/reihen/<slug:slug>/aendern/", series.series_edit, name="series_edit"),
    path("verwaltung/treffen/reihen/<slug:slug>/planen/", series.series_plan, name="series_plan"),
]
