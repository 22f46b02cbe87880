from django.urls import path

from klimanetz.features.advising.views import case, moving, noting, people

OFFICE = "verwaltung/beratung/<int:pk>/"

urlpatterns = [
    path("verwaltung/beratung/neu/", case.case_open, name="case_open"),
    path(OFFICE, case.case_detail, name="case_detail"),
    path(f"{OFFICE}weiter/<str:stage>/", moving.case_move, name="case_move"),
    path(f"{OFFICE}naechster-schritt/", moving.case_plan, name="case_plan"),
    path(f"{OFFICE}termine/", moving.case_days, name="case_days"),
    path(f"{OFFICE}ruhen/", moving.case_pause, name="case_pause"),
    path(f"{OFFICE}wecken/", moving.case_wake, name="case_wake"),
    path(f"{OFFICE}uebernehmen/", moving.case_take, name="case_take"),
    path(f"{OFFICE}uebergeben/", moving.case_hand_over, name="case_hand_over"),
    path(f"{OFFICE}eintrag/", noting.case_note, name="case_note"),
    path(
        f"{OFFICE}eintraege/<int:entry>/zeigen/", noting.case_entry_share, name="case_entry_share"
    ),
    path(
        f"{OFFICE}eintraege/<int:entry>/verbergen/", noting.case_entry_hide, name="case_entry_hide"
    ),
    path(
        f"{OFFICE}eintraege/<int:entry>/loeschen/",
        noting.case_entry_remove,
        name="case_entry_remove",
    ),
    path(f"{OFFICE}dateien/<int:file>/", noting.case_file, name="case_file"),
    path(f"{OFFICE}menschen/neu/", people.case_contact_add, name="case_contact_add"),
    path(
        f"{OFFICE}menschen/<int:contact>/", people.case_contact_change, name="case_contact_change"
    ),
    path(
        f"{OFFICE}menschen/<int:contact>/loeschen/",
        people.case_contact_remove,
        name="case_contact_remove",
    ),
    path(f"{OFFICE}kommunen/neu/", people.case_authority_add, name="case_authority_add"),
    path(
        f"{OFFICE}kommunen/<int:authority>/entfernen/",
        people.case_authority_remove,
        name="case_authority_remove",
    ),
    path(f"{OFFICE}nachfolgerin/<int:authority>/", people.case_succeed, name="case_succeed"),
]
