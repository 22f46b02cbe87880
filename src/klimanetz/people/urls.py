from allauth.account import views as allauth_views
from django.urls import path

from klimanetz.people import views

urlpatterns = [
    path("anmelden/", allauth_views.request_login_code, name="account_request_login_code"),
    path("anmelden/code/", views.confirm_login_code, name="account_confirm_login_code"),
    path("anmelden/gesperrt/", allauth_views.account_inactive, name="account_inactive"),
    path("abmelden/", allauth_views.logout, name="account_logout"),
    path("abgemeldet/", views.signed_out, name="signed_out"),
    # Names that allauth reverses; here there is one way in, and nobody signs up.
    path("anmelden/", allauth_views.request_login_code, name="account_login"),
    path("anmelden/", allauth_views.request_login_code, name="account_signup"),
    path("ich/daten/", views.my_data, name="my_data"),
]
