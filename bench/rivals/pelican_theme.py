"""Templates and settings of a site as users of Pelican have it: see `stock_pelican`."""

from __future__ import annotations

SETTINGS = """import json
from pathlib import Path

LANGUAGES = json.loads(Path(__file__).with_name("languages.json").read_text("utf-8"))
ORDER = {language: number for number, language in enumerate(LANGUAGES)}
HOST = "https://guide.example.org"
SITENAME = "Guide"
SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
THEME_STATIC_PATHS = []
PAGE_PATHS = ["pages"]
ARTICLE_PATHS = []
STATIC_PATHS = ["assets", "robots.txt"]
PAGE_TRANSLATION_ID = "slug"
TEMPLATE_PAGES = {f"sitemaps/{name}.xml": f"{name}/sitemap.xml" for name in LANGUAGES}
TEMPLATE_PAGES["sitemaps/all.xml"] = "sitemap.xml"
DIRECT_TEMPLATES = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
JINJA_FILTERS = {"fromjson": json.loads, "in_order": lambda pages: sorted(pages, key=lambda page: ORDER[page.lang])}
"""
BASE = """{% set l = LANGUAGES[page.lang] %}
{% set versions = (page.translations + [page])|in_order %}
<!DOCTYPE html>
<html lang="{{ page.lang }}" dir="{{ l.direction }}">
<head>
<meta charset="utf-8">
<title>{% block title %}{{ page.title }}{% if page.kind != 'city' %} – {{ l.site }}{% endif %}{% endblock %}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{{ POLICY }}
<meta name="description" content="{{ page.description }}">
<link rel="stylesheet" href="{{ ASSETS['waymark.css'] }}">
<link rel="icon" href="{{ ASSETS['favicon.svg'] }}" type="image/svg+xml">
{% if page.kind in ("city", "theme") %}
<link rel="manifest" href="{{ l.home }}manifest.webmanifest">
<link rel="alternate" type="application/atom+xml" title="{{ l.changes }}" href="{{ l.home }}feed.atom">
{% endif %}
{% block about %}
<link rel="canonical" href="{{ HOST }}/{{ page.url }}">
{% for each in versions %}
<link rel="alternate" hreflang="{{ each.lang }}" href="{{ HOST }}/{{ each.url }}">
{% endfor %}
{% set source = (versions|selectattr("in_default_lang")|first) or page %}
<link rel="alternate" hreflang="x-default" href="{{ HOST }}/{% if page.kind != 'city' %}{{ source.url }}{% endif %}">
<meta property="og:type" content="{{ 'article' if page.kind == 'article' else 'website' }}">
<meta property="og:title" content="{{ page.title }}">
<meta property="og:description" content="{{ page.description }}">
<meta property="og:url" content="{{ HOST }}/{{ page.url }}">
<meta property="og:site_name" content="{{ l.site }}">
<meta property="og:locale" content="{{ l.locale }}">
<script type="application/ld+json">{{ page.data }}</script>
{% endblock %}
<script type="module" src="{{ ASSETS['js/page.js'] }}"></script>
{{ page.scripts }}
</head>
<body>
<a class="skip" href="#main"{{ l.ui }}>{{ l.skip }}</a>
<header class="masthead">
{{ page.masthead or l.masthead }}
<nav class="languages" aria-label="{{ l.language }}">
<ul>
{% block switch %}
{% for each in versions %}
{% set other = LANGUAGES[each.lang] %}
<li><a href="/{{ each.url }}" lang="{{ each.lang }}" hreflang="{{ each.lang }}" dir="{{ other.direction }}"
{% if each.lang == page.lang %} aria-current="true"{% endif %}>{{ other.name }}</a></li>
{% endfor %}
{% endblock %}
</ul>
</nav>
</header>
{% set trail = page.trail|fromjson %}
{% if trail %}
<nav class="trail" aria-label="{{ l.trail }}">
<ol>
{% for step in trail %}
<li><a href="{{ step.url }}"{{ step.title.attrs }}>{{ step.title.text }}</a></li>
{% endfor %}
</ol>
</nav>
{% endif %}
<main id="main" class="page page--{{ page.kind }}">
{{ page.content }}
</main>
{{ l.footer }}
</body>
</html>
"""
UNLISTED = """{% extends "page.html" %}
{% block title %}{{ page.title }}{% endblock %}
{% block about %}
<meta name="robots" content="noindex">
{% endblock %}
{% block switch %}
{% for language, other in LANGUAGES.items() %}
<li><a href="{{ other.home }}" lang="{{ language }}" hreflang="{{ language }}" dir="{{ other.direction }}"
{% if language == page.lang %} aria-current="true"{% endif %}>{{ other.name }}</a></li>
{% endfor %}
{% endblock %}
"""
NEUTRAL = """<!DOCTYPE html>
<html lang="{{ page.lang }}" dir="{{ LANGUAGES[page.lang].direction }}">
<head>
<meta charset="utf-8">
<title>{{ page.title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
{{ POLICY }}
<link rel="stylesheet" href="{{ ASSETS['waymark.css'] }}">
<link rel="icon" href="{{ ASSETS['favicon.svg'] }}" type="image/svg+xml">
{{ page.about }}
</head>
<body>
<main class="choose">
{{ page.content }}
</main>
</body>
</html>
"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for page in pages if page.template == "page" %}
{% for each in [page] + page.translations if each.lang == language %}
<url><loc>{{ HOST }}/{{ each.url }}</loc></url>
{% endfor %}
{% endfor %}
</urlset>
"""
SITEMAPS = """<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for language in LANGUAGES %}
<sitemap><loc>{{ HOST }}/{{ language }}/sitemap.xml</loc></sitemap>
{% endfor %}
</sitemapindex>
"""
TEMPLATES = {"page.html": BASE, "unlisted.html": UNLISTED, "neutral.html": NEUTRAL, "sitemap.xml": SITEMAP}
