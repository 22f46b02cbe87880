from django.urls import path

from klimanetz.faces.site.views import files, me, office, public

urlpatterns = [
    path("", public.start, name="start"),
    path("netzwerk/", public.network_overview, name="network_overview"),
    path("netzwerk/<slug:slug>/", public.authority_page, name="authority_page"),
    path("ich/", me.me, name="me"),
    path("ich/sichtbarkeit/", me.my_visibility, name="my_visibility"),
    path("ich/sichtbarkeit/<slug:field>/alle/", me.show_to_all, name="show_to_all"),
    path("ich/sichtbarkeit/<slug:field>/mitglieder/", me.show_to_members, name="show_to_members"),
    path("ich/sichtbarkeit/<slug:field>/verbergen/", me.hide, name="hide_field"),
    path("verwaltung/", office.office, name="office"),
    path("verwaltung/netzwerk/", office.network_settings, name="network_settings"),
    path("dateien/<path:name>", files.logo, name="logo"),
    path("robots.txt", files.robots, name="robots"),
]
