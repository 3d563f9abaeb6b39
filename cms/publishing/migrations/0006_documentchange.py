import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0003_city_licence'),
        ('publishing', '0005_build'),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField()),
                ('on', models.DateField()),
                ('field', models.CharField(max_length=20)),
                ('before', models.CharField(blank=True, max_length=60)),
                ('after', models.CharField(blank=True, max_length=60)),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cities.city')),
            ],
            options={
                'ordering': ['-on', 'field'],
                'constraints': [models.UniqueConstraint(fields=('city', 'uuid', 'on', 'field'), name='one_change_of_a_field_a_day')],
            },
        ),
    ]
