// Starts what Wagtail 8.0 and wagtail-localize start by scripts within the page, which the content security policy
// keeps from running. Templates name a starter and what it is called with; Stimulus sees elements that come later, too.
(() => {
  const starters = {
    date: (...given) => window.initDateChooser(...given),
    time: (...given) => window.initTimeChooser(...given),
    datetime: (...given) => window.initDateTimeChooser(...given),
    inline: (options) => new window.InlinePanel(options),
    multiple: (options) => new window.MultipleChooserPanel(options),
    chooser: (name, ...given) => new window[name](...given),
    task: (...given) => window.createTaskChooser(...given),
  };

  class Starter extends window.StimulusModule.Controller {
    connect() {
      // Once, however often the element is moved.
      if (this.element.dataset.started) return;
      this.element.dataset.started = "yes";
      starters[this.element.dataset.start](...JSON.parse(this.element.dataset.given));
    }
  }

  window.wagtail.app.register("starter", Starter);
  window.chooserUrls ??= JSON.parse(document.currentScript.dataset.choosers);
})();
