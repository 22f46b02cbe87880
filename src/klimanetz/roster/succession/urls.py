from django.urls import path

from klimanetz.roster.succession.views import timeline

urlpatterns = [
    path("verwaltung/stellen/", timeline.position_list, name="position_list"),
    path("verwaltung/stellen.xlsx", timeline.position_export, name="position_export"),
]
