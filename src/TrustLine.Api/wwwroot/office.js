// Small comforts of the staff's pages; every page works without them.
"use strict";

document.documentElement.classList.add("scripted");

// The error summary takes the focus, as after a form that was not taken.
document.querySelector(".summary")?.focus();

for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());

// A form is sent once, however often its button is pressed.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", event => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
// Words that were typed and not sent are not left by accident.
addEventListener("beforeunload", event => {
  const unsent = area => area.value !== area.defaultValue && !area.readOnly && !area.form?.dataset.sent;
  if (![...document.querySelectorAll("textarea")].some(unsent)) return;
  event.preventDefault();
  setTimeout(alive); // Whoever stays can send again.
});
addEventListener("pageshow", alive);
function alive() { for (const form of document.forms) delete form.dataset.sent; }
