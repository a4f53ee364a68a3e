"""Notes when a role was given; of those that are there already nothing is known."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_sessions_and_ends")]

    operations = [
        migrations.AddField("membership", "made", models.DateTimeField(editable=False, null=True)),
        migrations.AlterField(
            "membership",
            "made",
            models.DateTimeField(default=django.utils.timezone.now, editable=False, null=True),
        ),
    ]
