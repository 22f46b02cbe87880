"""What a new network starts with; from then on the organisers keep the list."""

from django.db import migrations

# Due day, title, explanation, link.
ITEMS = (
    (
        3,
        "Arbeitsplatz, Zugänge und Vertretung klären",
        "Telefon, Postfach, Laufwerke, Fachverfahren; wer zeichnet, wer vertritt Sie, wem "
        "berichten Sie? Fragen Sie nach einer Dienst-E-Mail-Adresse, die auch im Urlaub jemand "
        "liest.",
        "",
    ),
    (
        7,
        "Förderbescheid lesen und Fristen in den Kalender schreiben",
        "Bewilligungszeitraum, Auflagen, Mittelabruf, Zwischennachweise, Verwendungsnachweis. "
        "Schreiben Sie die Fristen auch der Kämmerei auf. Tragen Sie das Ende der Förderung so "
        "ein, dass Sie ein Jahr vorher daran erinnert werden: Ein Anschluss braucht einen "
        "Beschluss und Vorlauf.",
        "",
    ),
    (
        10,
        "Mit der Bürgermeisterin oder dem Bürgermeister sprechen",
        "Was soll nach einem Jahr anders sein? Wofür gibt es Rückhalt, was ist heikel? Vereinbaren "
        "Sie gleich, wie oft Sie sich wieder sprechen. Im Landkreis: mit der Landrätin oder dem "
        "Landrat.",
        "",
    ),
    (
        14,
        "Sich in den Ämtern vorstellen",
        "Bauamt, Liegenschaften, Kämmerei, Stadtplanung, Beschaffung, Pressestelle; außerdem "
        "Stadtwerke und Netzbetreiber. Fragen Sie überall: Was läuft schon, wer hilft, wo klemmt "
        "es?",
        "",
    ),
    (
        14,
        "Nächstes Netzwerktreffen vormerken",
        "Dort lernen Sie in wenigen Stunden mehr Menschen mit Ihren Fragen kennen als in einem "
        "Jahr am Schreibtisch.",
        "/treffen/",
    ),
    (
        21,
        "Sammeln, was es schon gibt",
        "Klimaschutz- oder Energiekonzept, Ratsbeschlüsse, Wärmeplanung, Energieberichte, "
        "Leitbild, Verkehrs- und Radkonzepte, alte Förderanträge. Wichtig sind vor allem die "
        "Beschlüsse: Was ist verbindlich, was nur eine Absicht?",
        "",
    ),
    (
        30,
        "Drei Menschen im Netzwerk anrufen",
        "Jemand aus der Nachbarschaft, jemand aus einer ähnlich großen Kommune und das "
        "Netzwerkmanagement. Fragen Sie, was sie an Ihrer Stelle zuerst täten.",
        "/netzwerk/",
    ),
    (
        45,
        "Energiedaten der eigenen Gebäude beschaffen",
        "Strom, Wärme und Wasser je Gebäude, möglichst drei Jahre. Klären Sie, wer die Rechnungen "
        "hat, wer die Zähler abliest und ob ein Energiemanagement geplant ist. Beginnen Sie mit "
        "den zehn größten Verbrauchern.",
        "",
    ),
    (
        60,
        "Eine erste sichtbare Maßnahme wählen",
        "Klein, in diesem Jahr zu schaffen, ohne neues Geld; am besten gemeinsam mit einem Amt, "
        "das ohnehin etwas vorhat.",
        "",
    ),
    (
        75,
        "Sich in Ausschuss und Rat vorstellen",
        "Zehn Minuten reichen: Auftrag, erste Beobachtungen, nächste Schritte. Stimmen Sie den "
        "Termin früh mit der Verwaltungsleitung ab.",
        "",
    ),
    (
        90,
        "Arbeitsplan für das erste Jahr abstimmen",
        "Höchstens sieben Vorhaben mit Zuständigen, Terminen und dem, was Sie dafür brauchen. "
        "Lassen Sie ihn von der Verwaltungsleitung bestätigen.",
        "",
    ),
    (
        100,
        "Zurückblicken",
        "Was hat geholfen, was hat gefehlt? Sagen Sie es dem Netzwerkmanagement, dann wird diese "
        "Liste für die Nächsten besser.",
        "",
    ),
)


def add_items(apps, schema_editor):
    item = apps.get_model("beginning", "ChecklistItem")
    item.objects.bulk_create(
        item(due_day=due_day, title=title, explanation=explanation, link=link, place=place)
        for place, (due_day, title, explanation, link) in enumerate(ITEMS)
    )


class Migration(migrations.Migration):
    dependencies = [("beginning", "0001_checklist")]
    operations = [migrations.RunPython(add_items, migrations.RunPython.noop)]
