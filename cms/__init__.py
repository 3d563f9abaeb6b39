"""The Waymark CMS: a Django project around Wagtail."""
