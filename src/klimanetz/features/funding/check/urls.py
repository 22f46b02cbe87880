from django.urls import path

from klimanetz.features.funding.check.views import batch, pages

HERE = "kommune-ohne-klimaschutzmanagement/"

urlpatterns = [
    path(HERE, pages.without_manager, name="without_manager"),
    path(f"{HERE}weg/", pages.check_way, name="check_way"),
    path(f"{HERE}partner/", pages.check_partners, name="check_partners"),
    path(f"{HERE}fragen/", pages.check_questions, name="check_questions"),
    path(f"{HERE}ergebnis/", pages.check_result, name="check_result"),
    path("verwaltung/foerderung/wer-bekommt-was/", batch.who_gets_what, name="who_gets_what"),
    path(
        "verwaltung/foerderung/wer-bekommt-was.csv",
        batch.who_gets_what_csv,
        name="who_gets_what_csv",
    ),
]
