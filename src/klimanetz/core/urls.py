from django.urls import path

from klimanetz.core import views

urlpatterns = [
    path("impressum/", views.imprint, name="imprint"),
    path("datenschutz/", views.privacy, name="privacy"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("sprache/", views.set_language, name="set_language"),
]
