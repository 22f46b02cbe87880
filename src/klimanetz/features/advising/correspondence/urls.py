from django.urls import path

from klimanetz.features.advising.correspondence.views import writing

OFFICE = "verwaltung/beratung/<int:pk>/mail/"
ONE = f"{OFFICE}<int:draft>/"

urlpatterns = [
    path(f"{OFFICE}neu/", writing.case_mail_write, name="case_mail_write"),
    path(ONE, writing.case_mail_edit, name="case_mail_edit"),
    path(f"{ONE}vorschau/", writing.case_mail_preview, name="case_mail_preview"),
    path(f"{ONE}inhalt/", writing.case_mail_content, name="case_mail_content"),
    path(f"{ONE}senden/", writing.case_mail_send, name="case_mail_send"),
    path(f"{ONE}verwerfen/", writing.case_mail_discard, name="case_mail_discard"),
]
