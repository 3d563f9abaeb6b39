from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0003_city_licence'),
    ]

    operations = [
        migrations.AddField(
            model_name='city',
            name='takes_contributions',
            field=models.BooleanField(default=True, help_text="Readers can say on each page whether it helped, and propose changes. Without it pages offer to write to the publisher's e-mail address, if there is one.", verbose_name='takes contributions'),
        ),
    ]
