// After the page is drawn: the design system's components, here and in what is fetched later.
import { initAll } from "./govuk-frontend.js";

initAll();
document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) initAll({ scope: event.detail.elt });
});

// A filter takes effect when it is changed; its button is for those without scripts.
document.querySelectorAll("form[data-at-once]").forEach((form) => {
  form.querySelectorAll("button[type=submit]").forEach((button) => { button.hidden = true; });
  form.addEventListener("change", () => form.requestSubmit());
});
