"""All addresses: German and readable."""

from django.urls import include, path

urlpatterns = [
    path("", include("klimanetz.faces.reports.urls")),
    path("", include("klimanetz.roster.joining.urls")),
    path("", include("klimanetz.roster.beginning.urls")),
    path("", include("klimanetz.roster.directory.urls")),
    path("", include("klimanetz.roster.introductions.urls")),
    path("", include("klimanetz.roster.succession.urls")),
    path("", include("klimanetz.roster.confirming.urls")),
    path("", include("klimanetz.roster.leaving.urls")),
    path("", include("klimanetz.people.security.urls")),
    path("", include("klimanetz.faces.site.urls")),
    path("", include("klimanetz.core.urls")),
    path("", include("klimanetz.places.urls")),
    path("", include("klimanetz.people.urls")),
    path("verwaltung/post/", include("klimanetz.mail.urls")),
    path("", include("klimanetz.mail.open_urls")),
    path("verwaltung/", include("klimanetz.roster.urls")),
    path("", include("klimanetz.features.meetings.agenda.urls")),
    path("", include("klimanetz.features.meetings.company.urls")),
    path("", include("klimanetz.features.meetings.day.urls")),
    path("", include("klimanetz.features.meetings.feedback.urls")),
    path("", include("klimanetz.features.meetings.minutes.urls")),
    path("", include("klimanetz.features.meetings.polls.urls")),
    path("", include("klimanetz.features.meetings.replies.urls")),
    path("", include("klimanetz.features.meetings.series.urls")),
    path("", include("klimanetz.features.meetings.subscription.urls")),
    path("", include("klimanetz.features.meetings.video.urls")),
    path("", include("klimanetz.features.meetings.urls")),
    path("demo/", include("klimanetz.demo.urls")),
]
