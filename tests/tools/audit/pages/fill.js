document.querySelector("main").insertAdjacentHTML("beforeend", "<p>سجل عنوانك في المكتب خلال أسبوعين من الانتقال، وأحضر معك جواز السفر وعقد الإيجار وشهادة السكن من المالك.</p>".repeat(3));
