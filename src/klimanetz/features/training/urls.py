from django.urls import path

from klimanetz.features.training import views

urlpatterns = [
    path("weiterbildung/", views.training_list, name="training_list"),
    path("weiterbildung/termine.ics", views.training_feed, name="training_feed"),
    path("verwaltung/weiterbildung/", views.office_trainings, name="office_trainings"),
    path("verwaltung/weiterbildung/neu/", views.training_add, name="training_add"),
    path("verwaltung/weiterbildung/<int:pk>/", views.training_edit, name="training_edit"),
    path(
        "verwaltung/weiterbildung/<int:pk>/entfernen/",
        views.training_remove,
        name="training_remove",
    ),
]
