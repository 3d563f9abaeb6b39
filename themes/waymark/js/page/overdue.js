// Shows the warning that a page should have been checked again, once its date has passed on this device.

const today = new Date().toLocaleDateString("en-CA"); // year-month-day, as in the attribute

for (const warning of document.querySelectorAll("[data-overdue]")) {
  warning.hidden = today <= warning.dataset.overdue;
}
