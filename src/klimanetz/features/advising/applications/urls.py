from django.urls import path

from klimanetz.features.advising.applications.views import pages, steps

OFFICE = "verwaltung/beratung/<int:pk>/antraege/"
ONE = f"{OFFICE}<int:application>/"

urlpatterns = [
    path(f"{OFFICE}neu/", pages.application_add, name="application_add"),
    path(ONE, pages.application_detail, name="application_detail"),
    path(f"{ONE}berichtigen/", pages.application_correct, name="application_correct"),
    path(f"{ONE}eingereicht/", steps.application_submit, name="application_submit"),
    path(f"{ONE}rueckfrage/", steps.application_ask_back, name="application_ask_back"),
    path(f"{ONE}antwort/", steps.application_answer_query, name="application_answer_query"),
    path(f"{ONE}bewilligt/", steps.application_grant, name="application_grant"),
    path(f"{ONE}abgelehnt/", steps.application_refuse, name="application_refuse"),
    path(f"{ONE}widerspruch/", steps.application_object, name="application_object"),
    path(f"{ONE}zurueckziehen/", steps.application_withdraw, name="application_withdraw"),
]
