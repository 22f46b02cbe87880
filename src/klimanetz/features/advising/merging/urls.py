from django.urls import path

from klimanetz.features.advising.merging import views

urlpatterns = [
    path(
        "verwaltung/beratung/<int:pk>/zusammenfuehren/<int:other>/",
        views.case_merge,
        name="case_merge",
    ),
]
