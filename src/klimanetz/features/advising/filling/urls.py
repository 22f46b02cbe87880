from django.urls import path

from klimanetz.features.advising.filling import views

urlpatterns = [
    path("verwaltung/beratung/<int:pk>/besetzen/", views.case_fill, name="case_fill"),
    path("verwaltung/beratung/<int:pk>/besetzen/anlegen/", views.case_fill_do,
         name="case_fill_do"),
]  # fmt: skip
