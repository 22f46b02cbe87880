"""What an organiser says about a reply that waits: whose answer it is, and which."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klimanetz.features.meetings.models import Invitation, Meeting, Mode, Reply
from klimanetz.features.meetings.replies.models import CalendarReply, Why, Word

#: Whoever answered has an address that was not invited.
BY_OTHERS = (Why.FORWARDED, Why.STRANGER)


class InvitedField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - as the field says it
        return name_invited(obj)


class TakeForm(forms.Form):
    invitation = InvitedField(
        label=gettext_lazy("Wessen Antwort ist das?"),
        queryset=Invitation.objects.none(),
        empty_label=gettext_lazy("Bitte wählen"),
    )
    reply = forms.ChoiceField(label=gettext_lazy("Was tragen wir ein?"), widget=forms.RadioSelect)
    deputy_name = forms.CharField(
        label=gettext_lazy("Name der Vertretung"),
        help_text=gettext_lazy("Nur wenn Sie oben „schickt Vertretung“ wählen."),
        max_length=160,
        required=False,
    )

    def __init__(
        self, waiting: CalendarReply, meeting: Meeting, data: QueryDict | None = None
    ) -> None:
        super().__init__(data, initial={"invitation": waiting.invitation_id})
        invited = self.fields["invitation"]
        assert isinstance(invited, InvitedField)  # noqa: S101 - for the types
        invited.queryset = meeting.invitations.standing().order_by("name", "pk")
        reply = self.fields["reply"]
        assert isinstance(reply, forms.ChoiceField)  # noqa: S101 - for the types
        reply.choices = [(one.value, one.label) for one in meeting.replies]
        reply.initial = propose(waiting, meeting)
        self.fields["deputy_name"].initial = propose_deputy(waiting)

    def clean(self) -> dict[str, object]:
        said = super().clean() or self.cleaned_data
        if said.get("reply") == Reply.DEPUTY and not str(said.get("deputy_name", "")).strip():
            self.add_error("deputy_name", _("Bitte nennen Sie den Namen der Vertretung."))
        return said


def name_invited(invitation: Invitation) -> str:
    place = f", {invitation.organisation}" if invitation.organisation else ""
    return f"{invitation.name}{place} ({invitation.email})"


def propose(waiting: CalendarReply, meeting: Meeting) -> str:
    """What was most likely meant; nothing where nobody can tell, as whether a stranger is somebody
    with another address, or comes in their place."""
    if waiting.word == Word.DECLINED:
        return Reply.DECLINED
    if waiting.word == Word.DELEGATED:
        return Reply.DEPUTY
    if waiting.word != Word.ACCEPTED or waiting.why in BY_OTHERS:
        return ""
    return Reply.ONLINE if meeting.mode == Mode.ONLINE else Reply.ON_SITE


def propose_deputy(waiting: CalendarReply) -> str:
    return waiting.name if waiting.why in BY_OTHERS else ""
