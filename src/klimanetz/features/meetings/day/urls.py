from django.urls import include, path

from klimanetz.features.meetings.day.views import correcting, door, entrance

running = [
    path("tuer/", door.door, name="door"),
    path("tuer/eintragen/", door.door_tap, name="door_tap"),
    path("tuer/dazu/", door.walk_in, name="walk_in"),
    path("tuer/abgleich/", door.door_sync, name="door_sync"),
    path("da/<int:pk>/", correcting.attendance_edit, name="attendance_edit"),
]

urlpatterns = [
    path("einlass/<str:key>/", entrance.entrance, name="entrance"),
    path("verwaltung/treffen/<slug:slug>/", include(running)),
]
