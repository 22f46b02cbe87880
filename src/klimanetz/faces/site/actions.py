"""What organisers change about the network itself."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from klimanetz.core.audit import record
from klimanetz.core.models import Network
from klimanetz.core.public import changed_for_the_public
from klimanetz.faces.site.forms import NetworkForm
from klimanetz.features.funding.shipped import load_shipped_programmes
from klimanetz.places.starter import LANDS, load_starter_register


@transaction.atomic
def change_network(form: NetworkForm, *, actor: object) -> Network:
    """Save the valid `form` as the one network of this installation.

    A network in a Land whose register comes along gets that register with it, and the first time
    the funding programmes that come along.
    """
    before, _ = Network.objects.select_for_update().get_or_create(pk=1)
    network: Network = form.save(commit=False)
    network.pk = before.pk
    # Never the revision: it may have grown since the form was opened, and must not shrink.
    network.save(update_fields=form.fields)
    if before.logo and before.logo != network.logo:
        transaction.on_commit(partial(default_storage.delete, str(before.logo.name)))
    if network.land in LANDS:
        load_starter_register(actor=actor)
    load_shipped_programmes(network.land, actor=actor)
    record("change_network", network, actor=actor, fields=form.changed_data)
    changed_for_the_public()
    return network
