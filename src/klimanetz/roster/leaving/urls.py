from django.urls import path

from klimanetz.roster.leaving.views import departing, downloading, keeping

urlpatterns = [
    path("ich/herunterladen/", downloading.download, name="download_me"),
    path("ich/herunterladen/meine-daten.json", downloading.as_json, name="download_json"),
    path("ich/herunterladen/meine-daten.pdf", downloading.as_pdf, name="download_pdf"),
    path("ich/austreten/", departing.leave, name="leave"),
    path("ich/loeschen/", departing.erase_now, name="erase_now"),
    path("austritt/<str:key>/", departing.erase_me, name="erase_me"),
    path("verwaltung/datenschutz/", keeping.retention, name="retention"),
    path(
        "verwaltung/datenschutz/verzeichnis/", keeping.processing_record, name="processing_record"
    ),
    path("verwaltung/datenschutz/<int:pk>/loeschen/", keeping.erase_person, name="erase_person"),
]
