// Shows the warning that a page should have been checked again, once its date has passed on this device. To have the
// browser write the date would cost a slow phone a tenth of a second, on every page.

const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);

for (const warning of document.querySelectorAll("[data-overdue]")) {
  warning.hidden = today <= warning.dataset.overdue;
}
