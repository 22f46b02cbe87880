from django.urls import path

from klimanetz.roster.views import authorities, importing, organisations, people, positions

urlpatterns = [
    path("personen/", people.people_list, name="people_list"),
    path("personen.xlsx", people.people_export, name="people_export"),
    path("personen/neu/", people.person_add, name="person_add"),
    path("personen/einlesen/", importing.people_import, name="people_import"),
    path(
        "personen/einlesen/vorlage.xlsx",
        importing.people_import_template,
        name="people_import_template",
    ),
    path("personen/einlesen/<int:pk>/", importing.people_import_plan, name="people_import_plan"),
    path(
        "personen/einlesen/<int:pk>/klaeren/",
        importing.people_import_decide,
        name="people_import_decide",
    ),
    path(
        "personen/einlesen/<int:pk>/zeile/<int:line>/neu-klaeren/",
        importing.people_import_reconsider,
        name="people_import_reconsider",
    ),
    path(
        "personen/einlesen/<int:pk>/uebernehmen/",
        importing.people_import_apply,
        name="people_import_apply",
    ),
    path(
        "personen/einlesen/<int:pk>/verwerfen/",
        importing.people_import_discard,
        name="people_import_discard",
    ),
    path("personen/<int:pk>/", people.person_detail, name="person_detail"),
    path("personen/<int:pk>/aendern/", people.person_change, name="person_change"),
    path("personen/<int:pk>/stelle/", people.person_place, name="person_place"),
    path("personen/<int:pk>/rollen/neu/", people.membership_start, name="membership_start"),
    path(
        "personen/<int:pk>/rollen/<int:membership>/beenden/",
        people.membership_end,
        name="membership_end",
    ),
    path("stellen/<int:pk>/", positions.position_detail, name="position_detail"),
    path("stellen/<int:pk>/aendern/", positions.position_change, name="position_change"),
    path("stellen/<int:pk>/umziehen/", positions.position_move, name="position_move"),
    path("stellen/<int:pk>/besetzen/", positions.position_fill, name="position_fill"),
    path("stellen/<int:pk>/frei/", positions.position_vacate, name="position_vacate"),
    path("stellen/<int:pk>/beenden/", positions.position_end, name="position_end"),
    path("stellen/<int:pk>/foerderung/neu/", positions.funding_add, name="funding_add"),
    path(
        "stellen/<int:pk>/foerderung/<int:period>/aendern/",
        positions.funding_change,
        name="funding_change",
    ),
    path(
        "stellen/<int:pk>/foerderung/<int:period>/entfernen/",
        positions.funding_remove,
        name="funding_remove",
    ),
    path("organisationen/", organisations.organisation_list, name="organisation_list"),
    path("organisationen/neu/", organisations.organisation_add, name="organisation_add"),
    path("organisationen/<int:pk>/", organisations.organisation_change, name="organisation_change"),
    path(
        "organisationen/<int:pk>/entfernen/",
        organisations.organisation_remove,
        name="organisation_remove",
    ),
    path("kommunen/", authorities.office_authorities, name="office_authorities"),
    path("kommunen/<slug:ars>/", authorities.office_authority, name="office_authority"),
    path("kommunen/<slug:ars>/stelle-anlegen/", positions.position_open, name="position_open"),
]
