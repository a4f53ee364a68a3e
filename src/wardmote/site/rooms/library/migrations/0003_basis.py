from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0002_parts"),
    ]

    operations = [
        migrations.AddField(
            model_name="build",
            name="basis",
            field=models.JSONField(default=dict),
        ),
    ]
