from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workshop", "0002_typed_and_passing"),
    ]

    operations = [
        migrations.AddField(
            model_name="workshop",
            name="off_table",
            field=models.TextField(blank=True, max_length=2000),
        ),
    ]
