from django.urls import include, path

from klimanetz.features.meetings.day.views import certifying, correcting, door, entrance, fetching

running = [
    path("tuer/", door.door, name="door"),
    path("tuer/eintragen/", door.door_tap, name="door_tap"),
    path("tuer/dazu/", door.walk_in, name="walk_in"),
    path("tuer/abgleich/", door.door_sync, name="door_sync"),
    path("tuer/ohne-netz.js", door.door_worker, name="door_worker"),
    path("da/<int:pk>/", correcting.attendance_edit, name="attendance_edit"),
    path("anwesenheit.pdf", certifying.attendance_pdf, name="attendance_pdf"),
    path("bestaetigungen/", certifying.certificates, name="certificates"),
    path("bestaetigungen/mail/", certifying.certificate_mail, name="certificate_mail"),
    path("bestaetigungen/freigeben/", certifying.certificates_release, name="certificates_release"),
    path("bestaetigungen.pdf", certifying.certificates_pdf, name="certificates_pdf"),
    path("bestaetigungen/<int:pk>.pdf", certifying.certificate_pdf, name="certificate_pdf"),
]

urlpatterns = [
    path("einlass/<str:key>/", entrance.entrance, name="entrance"),
    path("bestaetigung/<str:token>/", fetching.certificate, name="certificate"),
    path("verwaltung/treffen/<slug:slug>/", include(running)),
]
