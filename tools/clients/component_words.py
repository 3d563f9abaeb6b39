"""What the web component says and a guide does not."""

from __future__ import annotations

ONLY_HERE = {
    "loading": {
        "ar": "جارٍ التحميل …",
        "de": "Wird geladen …",
        "en": "Loading …",
        "es": "Cargando …",
        "fa": "در حال بارگذاری …",
        "fr": "Chargement …",
        "pt": "A carregar …",
        "ti": "ይጽዓን ኣሎ …",
        "tr": "Yükleniyor …",
        "uk": "Завантаження …",
    },
    "failed": {
        "ar": "يتعذر تحميل هذا الآن.",
        "de": "Das kann gerade nicht geladen werden.",
        "en": "This cannot be loaded right now.",
        "es": "Esto no se puede cargar en este momento.",
        "fa": "اکنون نمی‌توان این را بارگذاری کرد.",
        "fr": "Ce contenu ne peut pas être chargé pour le moment.",
        "pt": "Isto não pode ser carregado neste momento.",
        "ti": "እዚ ሕጂ ክጽዓን ኣይከኣልን።",
        "tr": "Bu şu anda yüklenemiyor.",
        "uk": "Зараз це не вдається завантажити.",
    },
    "more": {
        "ar": "المزيد في دليل المدينة",
        "de": "Mehr dazu im Wegweiser der Stadt",
        "en": "More about this in the city’s guide",
        "es": "Más información en la guía de la ciudad",
        "fa": "اطلاعات بیشتر در راهنمای شهر",
        "fr": "En savoir plus dans le guide de la ville",
        "pt": "Mais informações no guia da cidade",
        "ti": "ተወሳኺ ሓበሬታ ኣብ መምርሒ ከተማ",
        "tr": "Şehir rehberinde daha fazlası",
        "uk": "Докладніше в довіднику міста",
    },
}
