"""The page as contacts see it, for them and for those who want to see what they see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from klimanetz.features.advising.following.page import read_page
from klimanetz.features.advising.models import Case, Contact
from klimanetz.features.advising.showing import contact_page, contact_page_end


def show_page(request: HttpRequest, case: Case, contact: Contact | None) -> HttpResponse:
    context = {
        "page": read_page(case, contact),
        "case": case,
        "parts": contact_page.parts(case),
        "end": contact_page_end.parts(case),
    }
    return render(request, "following/page.html", context)
