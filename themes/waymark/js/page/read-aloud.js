// Shows the buttons that read a page aloud, where the device has a voice of its own for the language: what others speak
// would leave the device.

const player = document.querySelector("[data-aloud]");

function look() {
  const language = player.dataset.aloud.split("-")[0];
  player.hidden = !window.speechSynthesis
    .getVoices()
    .some((voice) => voice.localService && voice.lang.split(/[-_]/)[0].toLowerCase() === language);
}

if (player && window.speechSynthesis) {
  look();
  window.speechSynthesis.addEventListener?.("voiceschanged", look); // many browsers know their voices a moment later
}
