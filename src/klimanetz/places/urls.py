from django.urls import path

from klimanetz.places.views import place_suggestions

urlpatterns = [path("orte/vorschlaege/", place_suggestions, name="place_suggestions")]
