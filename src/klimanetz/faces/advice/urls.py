from django.urls import path

from klimanetz.faces.advice import views

urlpatterns = [
    path(
        "kommune-ohne-klimaschutzmanagement/beratung/", views.ask_for_advice, name="ask_for_advice"
    ),
    path(
        "kommune-ohne-klimaschutzmanagement/beratung/danke/",
        views.advice_asked,
        name="advice_asked",
    ),
]
