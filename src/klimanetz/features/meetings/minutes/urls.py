from django.urls import include, path

from klimanetz.features.meetings.minutes.views import desk, keyed, reading, writing

managing = [
    path("", desk.minutes_desk, name="minutes_desk"),
    path("wer-schreibt/", desk.minutes_taker, name="minutes_taker"),
    path("pruefen-lassen/", desk.minutes_review, name="minutes_review"),
    path("veroeffentlichen/", desk.minutes_release, name="minutes_release"),
    path("vorschlag/<int:pk>/uebernehmen/", desk.correction_accept, name="correction_accept"),
    path("vorschlag/<int:pk>/ablehnen/", desk.correction_decline, name="correction_decline"),
    path("aufgabe/<int:pk>/", desk.action_settle, name="action_settle"),
    path("geschichte/<int:pk>/", reading.minutes_retell, name="minutes_retell"),
]

urlpatterns = [
    path("treffen/<slug:slug>/protokoll/", reading.minutes, name="minutes"),
    path("treffen/<slug:slug>/protokoll.pdf", reading.minutes_pdf, name="minutes_pdf"),
    path(
        "treffen/<slug:slug>/protokoll/fassung/<int:number>/",
        reading.minutes_version,
        name="minutes_version",
    ),
    path("treffen/<slug:slug>/protokoll/schreiben/", writing.minutes_write, name="minutes_write"),
    path(
        "treffen/<slug:slug>/protokoll/schreiben/eintrag/",
        writing.minutes_entry,
        name="minutes_entry",
    ),
    path(
        "treffen/<slug:slug>/protokoll/schreiben/stand/",
        writing.minutes_changes,
        name="minutes_changes",
    ),
    path("protokoll/<str:key>/", keyed.minutes_check, name="minutes_check"),
    path("protokoll/<str:key>/protokoll.pdf", keyed.minutes_check_pdf, name="minutes_check_pdf"),
    path("aufgabe/<str:key>/", keyed.action, name="action"),
    path("aufgabe/<str:key>/wieder-offen/", keyed.action_reopen, name="action_reopen"),
    path("verwaltung/treffen/<slug:slug>/protokoll/", include(managing)),
]
