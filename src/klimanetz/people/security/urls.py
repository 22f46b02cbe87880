from django.urls import path

from klimanetz.people.security.views import adding, confirming, mine, office

urlpatterns = [
    path("anmelden/zweiter-faktor/", confirming.second_factor, name="mfa_authenticate"),
    path("ich/sicherheit/", mine.security, name="security"),
    path("ich/sicherheit/app/", adding.app_add, name="app_add"),
    path("ich/sicherheit/passkey/", adding.passkey_add, name="passkey_add"),
    path("ich/sicherheit/faktor/<int:pk>/entfernen/", mine.factor_remove, name="factor_remove"),
    path("ich/sicherheit/notfallcodes/", adding.recovery_codes, name="recovery_codes"),
    path("ich/sicherheit/notfallcodes/neu/", adding.codes_renew, name="codes_renew"),
    path("ich/sicherheit/notfallcodes/verwahrt/", adding.codes_put_away, name="codes_put_away"),
    path("ich/sicherheit/bestaetigen/", confirming.confirm_by_code, name="mfa_reauthenticate"),
    path(
        "ich/sicherheit/bestaetigen/passkey/",
        confirming.confirm_by_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
    path("ich/sicherheit/geraete/andere/", mine.other_visits_end, name="other_visits_end"),
    path("ich/sicherheit/geraete/<int:pk>/", mine.visit_end, name="visit_end"),
    path(
        "verwaltung/personen/<int:pk>/zweiter-faktor/", office.factors_reset, name="factors_reset"
    ),
]
