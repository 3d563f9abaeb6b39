from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('cities', '0004_city_takes_contributions'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='cityrole',
            name='one_group_per_role_and_city',
        ),
        migrations.AddField(
            model_name='cityrole',
            name='organisation',
            field=models.CharField(blank=True, default='', max_length=60),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='cityrole',
            constraint=models.UniqueConstraint(condition=models.Q(('locale', None)), fields=('city', 'role', 'organisation'), name='one_group_per_role_and_city'),
        ),
    ]
