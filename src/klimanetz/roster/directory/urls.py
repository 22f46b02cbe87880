from django.urls import path

from klimanetz.roster.directory import views

urlpatterns = [
    path("verzeichnis/", views.directory, name="directory"),
    path("verzeichnis/aehnliche/", views.similar, name="similar"),
    path("verzeichnis/<int:pk>/", views.profile, name="profile"),
    path("portraet/<str:token>/<slug:size>.webp", views.portrait, name="portrait"),
    path("ich/profil/", views.my_profile, name="my_profile"),
    path("ich/profil/foto/entfernen/", views.my_portrait_remove, name="my_portrait_remove"),
    path("verwaltung/handlungsfelder/", views.fields_of_action, name="fields_of_action"),
    path("verwaltung/handlungsfelder/neu/", views.field_of_action_add, name="field_of_action_add"),
    path(
        "verwaltung/handlungsfelder/<int:pk>/",
        views.field_of_action_change,
        name="field_of_action_change",
    ),
    path(
        "verwaltung/handlungsfelder/<int:pk>/entfernen/",
        views.field_of_action_remove,
        name="field_of_action_remove",
    ),
]
