from django.urls import path

from klimanetz.faces.reports import views

urlpatterns = [
    path("netzwerk/abdeckung/", views.coverage_page, name="coverage"),
    path("netzwerk/abdeckung.csv", views.coverage_csv, name="coverage_csv"),
]
