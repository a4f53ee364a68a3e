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

// The room of a workshop. Everything works without these: they bring keys, a clock, and a lost connection's comfort.

// Arrow keys and the keys of a presenter take the room on and back, but not out of a field, and not before the page's end.
const typing = "input, textarea, select, [contenteditable]";
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest(typing)) return;
  const button = [...document.querySelectorAll("[data-keys]")].find((one) => one.dataset.keys.split(" ").includes(event.key));
  const end = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  if (!button || (event.key === "PageDown" && !end) || (event.key === "PageUp" && scrollY > 0)) return;
  event.preventDefault();
  button.click();
});

// Minutes for a card.
document.querySelectorAll("[data-minutes]").forEach((place) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = place.dataset.start;
  button.addEventListener("click", () => {
    const over = Date.now() + Number(place.dataset.minutes) * 60000;
    const tick = () => {
      const left = Math.max(0, Math.round((over - Date.now()) / 1000));
      place.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : place.dataset.over;
      if (left) setTimeout(tick, 500);
    };
    tick();
  });
  place.replaceChildren(button);
});

// A slider beside the number that it sets.
document.querySelectorAll("[data-slides]").forEach((slider) => {
  const number = document.getElementById(slider.dataset.slides);
  slider.hidden = false;
  slider.addEventListener("input", () => { number.value = slider.value; });
  number.addEventListener("input", () => { slider.value = number.value; });
});

// Words that were typed and not sent are put back after a reload; they stay in this browser's tab, and go when they are sent.
document.querySelectorAll("form[data-room]").forEach((form) => {
  const name = `room ${location.pathname} ${form.action}`;
  const fields = () => [...form.elements].filter((one) => one.name && !["hidden", "submit"].includes(one.type) && one.name !== "csrfmiddlewaretoken");
  const state = () => fields().map((one) => (["radio", "checkbox"].includes(one.type) ? one.checked : one.value));
  const atFirst = JSON.stringify(state());
  const kept = JSON.parse(sessionStorage.getItem(name) || "null");
  if (kept && kept.before === atFirst && kept.typed.length === fields().length && JSON.stringify(kept.typed) !== atFirst) {
    fields().forEach((one, place) => {
      if (["radio", "checkbox"].includes(one.type)) one.checked = kept.typed[place];
      else one.value = kept.typed[place];
    });
    document.querySelectorAll(".wm-room__put-back").forEach((one) => { one.hidden = false; });
  } else sessionStorage.removeItem(name);
  form.addEventListener("input", () => sessionStorage.setItem(name, JSON.stringify({ before: atFirst, typed: state() })));
});

// Before a form leaves a page of the room, the site is asked whether it is there. Where it is not, the page stays.
const lost = document.querySelector("[data-lost]");
if (lost) document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.asked) return;
  event.preventDefault();
  fetch(lost.dataset.lost, { cache: "no-store", signal: AbortSignal.timeout(5000) }).then((answer) => {
    if (!answer.ok) throw new Error("not well");
    lost.hidden = true;
    form.dataset.asked = "yes";
    form.requestSubmit(event.submitter);
  }).catch(() => {
    lost.hidden = false;
    lost.scrollIntoView();
  });
});
