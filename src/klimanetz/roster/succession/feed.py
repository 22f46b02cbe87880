"""Vacancies as a feed, so that one hears of them without looking."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klimanetz.core.models import Network
from klimanetz.roster.succession.models import Vacancy

if TYPE_CHECKING:
    from collections.abc import Iterable

    Feeds = Feed[Vacancy, None]
else:
    Feeds = Feed


class VacancyFeed(Feeds):
    """Addresses are those of the installation, whatever host was asked."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Freie Stellen: %(network)s") % {"network": Network.objects.current().name}

    def link(self) -> str:
        return settings.BASE_URL + reverse("vacancy_list")

    def feed_url(self) -> str:
        return settings.BASE_URL + reverse("vacancy_feed")

    def subtitle(self) -> str:
        return _("Wo Kommunen im Klimaschutz jemanden suchen.")

    def items(self) -> "Iterable[Vacancy]":
        vacancies = Vacancy.objects.open().select_related("position__authority")
        return vacancies.order_by("-published_at", "-pk")

    def item_title(self, item: Vacancy) -> str:
        return f"{item.title}, {item.position.authority.name}"

    def item_description(self, item: Vacancy) -> str:
        day = date_format(item.apply_by, "DATE_FORMAT")
        until = _("Bewerben bis zum %(day)s.") % {"day": day}
        return " ".join(filter(None, (item.text, until)))

    def item_link(self, item: Vacancy) -> str:
        return f"{self.link()}#stelle-{item.pk}"

    def item_pubdate(self, item: Vacancy) -> datetime:
        return item.published_at
