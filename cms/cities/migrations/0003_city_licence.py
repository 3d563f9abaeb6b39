from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0002_language_roles_and_four_eyes'),
    ]

    operations = [
        migrations.AddField(
            model_name='city',
            name='licence',
            field=models.URLField(blank=True, help_text='Under which licence others may use the texts, for example https://creativecommons.org/licenses/by/4.0/'),
        ),
    ]
