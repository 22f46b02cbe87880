"""Who is signed in, fetched for each request together with what they are in the network."""

from allauth.account.auth_backends import AuthenticationBackend

from klimanetz.people.models import Person


class KnowingBackend(AuthenticationBackend):  # type: ignore[misc]
    """Every page asks for the roles of its visitor: they come with the person, in one query."""

    def get_user(self, user_id: int) -> Person | None:
        person: Person | None = Person.objects.knowing_roles().filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
