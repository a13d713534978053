// Leads from one place to the next: the hits of a query, the changes between two editions.
// Buttons and the keys n (next) and p (previous); without scripts the marks and links remain.
"use strict";

(function () {
  const stepper = document.querySelector(".stepper[data-steps]");
  if (!stepper) return;
  const places = [...document.querySelectorAll(stepper.dataset.steps)];
  if (!places.length) return;
  const count = stepper.querySelector(".count");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let current = -1;

  function tell() {
    const what = stepper.dataset.what;
    const which = current < 0 ? "共" : `第 ${current + 1} /`;
    count.textContent = `${which} ${places.length} ${what}`;
  }

  // The first step leads to what comes next from where the reader is, not back to the top.
  function start(direction) {
    const below = places.findIndex((place) => place.getBoundingClientRect().top > 0);
    if (direction > 0) return below < 0 ? 0 : below;
    return below < 0 ? places.length - 1 : (below - 1 + places.length) % places.length;
  }

  function step(direction) {
    if (current >= 0) places[current].classList.remove("current");
    current = current < 0 ? start(direction) : (current + direction + places.length) % places.length;
    const place = places[current];
    place.classList.add("current");
    const block = place.matches("section") ? "start" : "center";
    place.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
    tell();
  }

  function typing(target) {
    return target.isContentEditable || target.matches("input, textarea, select");
  }

  stepper.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-step]");
    if (button) step(Number(button.dataset.step));
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else return;
    event.preventDefault();
  });
  tell();
  stepper.hidden = false;
})();
