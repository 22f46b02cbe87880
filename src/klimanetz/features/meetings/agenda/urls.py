from django.urls import URLPattern, URLResolver, include, path

from klimanetz.features.meetings.agenda.views import (
    call,
    materials,
    mine,
    offering,
    office,
    public,
    speaking,
)

of_item = [
    path("", office.agenda_item, name="agenda_item"),
    path("hoch/", office.agenda_up, name="agenda_up"),
    path("runter/", office.agenda_down, name="agenda_down"),
    path("entfernen/", office.agenda_remove, name="agenda_remove"),
    path("unterlagen/", materials.agenda_materials, name="agenda_materials"),
    path("unterlagen/<int:material>/entfernen/", materials.material_remove, name="material_remove"),
    path("unterlagen/<int:material>/zeigen/", materials.material_show, name="material_show"),
    path("unterlagen/<int:material>/verbergen/", materials.material_hide, name="material_hide"),
]
of_agenda: list[URLPattern | URLResolver] = [
    path("", office.agenda_table, name="agenda_table"),
    path("neu/", office.agenda_add, name="agenda_add"),
    path("ordnen/", office.agenda_order, name="agenda_order"),
    path("bescheid/", office.agenda_tell, name="agenda_tell"),
    path("angebote/", offering.agenda_offers, name="agenda_offers"),
    path("uebernehmen/", offering.agenda_take, name="agenda_take"),
    path("geruest/", offering.agenda_skeleton, name="agenda_skeleton"),
    path("beitrag/<int:pk>/", offering.agenda_place, name="agenda_place"),
    path("<int:item>/", include(of_item)),
]
of_call = [
    path("", call.contributions, name="contributions"),
    path("<int:pk>/", call.contribution, name="contribution"),
    path("<int:pk>/aufnehmen/", call.contribution_place, name="contribution_place"),
    path("<int:pk>/vormerken/", call.contribution_keep, name="contribution_keep"),
    path("<int:pk>/absagen/", call.contribution_decline, name="contribution_decline"),
]
of_mine = [
    path("", mine.my_contributions, name="my_contributions"),
    path("neu/", mine.contribution_new, name="contribution_new"),
    path("vortrag/<str:token>/", mine.talk_claim, name="talk_claim"),
    path("<int:pk>/", mine.my_contribution, name="my_contribution"),
    path("<int:pk>/bearbeiten/", mine.my_contribution_edit, name="my_contribution_edit"),
    path("<int:pk>/zurueckziehen/", mine.my_contribution_withdraw, name="my_contribution_withdraw"),
    path(
        "<int:pk>/unterlagen/<int:material>/entfernen/",
        mine.my_material_remove,
        name="my_material_remove",
    ),
]

urlpatterns = [
    path("verwaltung/treffen/<slug:slug>/tagesordnung/", include(of_agenda)),
    path("verwaltung/beitraege/", include(of_call)),
    path("ich/beitraege/", include(of_mine)),
    path("treffen/<slug:slug>/tagesordnung/", public.agenda_sheet, name="agenda_sheet"),
    path("treffen/<slug:slug>/tagesordnung.pdf", public.agenda_pdf, name="agenda_pdf"),
    path("unterlagen/<int:pk>/", materials.material, name="material"),
    path("vortrag/<str:token>/", speaking.talk, name="talk"),
    path(
        "vortrag/<str:token>/unterlagen/<int:material>/",
        speaking.talk_material,
        name="talk_material",
    ),
    path(
        "vortrag/<str:token>/unterlagen/<int:material>/entfernen/",
        speaking.talk_material_remove,
        name="talk_material_remove",
    ),
]
