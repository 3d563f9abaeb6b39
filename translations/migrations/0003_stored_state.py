import django.db.models.deletion
from django.db import migrations, models


def mark_all_stale(apps, schema_editor):
    """Translations that are there already are counted when the first report is read."""
    translatable = apps.get_model("wagtail_localize", "TranslatableObject")
    stale = apps.get_model("translations", "StaleState")
    stale.objects.bulk_create(stale(object_id=pk) for pk in translatable.objects.values_list("pk", flat=True))


class Migration(migrations.Migration):

    dependencies = [
        ('translations', '0002_segment_change'),
        ('wagtail_localize', '0016_rename_page_revision_translationlog_revision'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='StaleState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtail_localize.translatableobject')),
            ],
            options={
                'verbose_name': 'stale state',
            },
        ),
        migrations.CreateModel(
            name='StoredState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=10)),
                ('segments', models.PositiveIntegerField()),
                ('translated', models.PositiveIntegerField()),
                ('machine', models.PositiveIntegerField()),
                ('blocked', models.PositiveIntegerField()),
                ('outdated_since', models.DateTimeField(null=True)),
                ('locale', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.locale')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stored_states', to='wagtail_localize.translationsource')),
            ],
            options={
                'verbose_name': 'state of a translation',
                'indexes': [models.Index(fields=['locale', 'status'], name='translation_locale__d18eb3_idx')],
                'constraints': [models.UniqueConstraint(fields=('source', 'locale'), name='one_state_per_source_and_locale')],
            },
        ),
        migrations.RunPython(mark_all_stale, migrations.RunPython.noop),
    ]
