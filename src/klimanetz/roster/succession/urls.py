from django.urls import include, path

from klimanetz.roster.succession.views import (
    checklist,
    following,
    handover,
    legacy,
    questions,
    timeline,
    vacancies,
)

of_handover = [
    path("", handover.handover, name="handover"),
    path("fragen/", handover.handover_write, name="handover_write"),
    path("kontakte/neu/", legacy.handover_contact_add, name="handover_contact_add"),
    path(
        "kontakte/<int:contact>/entfernen/",
        legacy.handover_contact_remove,
        name="handover_contact_remove",
    ),
    path("aufgaben/neu/", legacy.handover_errand_add, name="handover_errand_add"),
    path(
        "aufgaben/<int:errand>/erledigt/",
        legacy.handover_errand_finish,
        name="handover_errand_finish",
    ),
    path(
        "aufgaben/<int:errand>/offen/", legacy.handover_errand_reopen, name="handover_errand_reopen"
    ),
    path("dokumente/neu/", handover.handover_document_add, name="handover_document_add"),
    path("dokumente/<int:document>/", handover.handover_document, name="handover_document"),
    path(
        "dokumente/<int:document>/entfernen/",
        handover.handover_document_remove,
        name="handover_document_remove",
    ),
]
of_questions = [
    path("", questions.handover_questions, name="handover_questions"),
    path("neu/", questions.handover_question_add, name="handover_question_add"),
    path("<int:question>/", questions.handover_question_change, name="handover_question_change"),
    path(
        "<int:question>/entfernen/",
        questions.handover_question_retire,
        name="handover_question_retire",
    ),
]
urlpatterns = [
    path("verwaltung/stellen/", timeline.position_list, name="position_list"),
    path("verwaltung/stellen.xlsx", timeline.position_export, name="position_export"),
    path("verwaltung/stellen/checkliste/", checklist.checklist, name="follow_up_items"),
    path("verwaltung/stellen/checkliste/neu/", checklist.item_add, name="follow_up_item_add"),
    path(
        "verwaltung/stellen/checkliste/<int:item>/",
        checklist.item_change,
        name="follow_up_item_change",
    ),
    path(
        "verwaltung/stellen/checkliste/<int:item>/entfernen/",
        checklist.item_retire,
        name="follow_up_item_retire",
    ),
    path(
        "verwaltung/stellen/<int:pk>/anschluss/",
        following.position_follow_up,
        name="position_follow_up",
    ),
    path(
        "verwaltung/stellen/<int:pk>/anschluss/foerderung/",
        following.position_continue,
        name="position_continue",
    ),
    path("ich/stelle/<int:pk>/", following.my_position, name="my_position"),
    path(
        "stelle/<int:pk>/anschluss/entscheidung/",
        following.decision_record,
        name="decision_record",
    ),
    path("stelle/<int:pk>/anschluss/<int:item>/erledigt/", following.item_tick, name="item_tick"),
    path("stelle/<int:pk>/anschluss/<int:item>/offen/", following.item_untick, name="item_untick"),
    path("stelle/<int:pk>/uebergabe/", include(of_handover)),
    path("verwaltung/stellen/uebergabe-fragen/", include(of_questions)),
    path("netzwerk/stellen/", vacancies.vacancy_list, name="vacancy_list"),
    path("netzwerk/stellen/feed.atom", vacancies.vacancy_feed, name="vacancy_feed"),
    path(
        "verwaltung/stellen/<int:pk>/ausschreiben/",
        vacancies.vacancy_publish,
        name="vacancy_publish",
    ),
    path(
        "verwaltung/stellen/<int:pk>/anzeige-zurueckziehen/",
        vacancies.vacancy_withdraw,
        name="vacancy_withdraw",
    ),
]
