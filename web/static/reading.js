// Lets the contents at the side follow the reading position, and folds them on telephones.
"use strict";

(function () {
  const contents = document.querySelector(".contents");
  if (!contents) return;
  const box = contents.querySelector("details");
  const list = box.querySelector("ul");
  const links = new Map();
  for (const link of list.querySelectorAll("a[href^='#']")) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  const narrow = window.matchMedia("(max-width: 59.99rem)");
  const seen = new Set();
  let active = null;

  function fold() {
    box.open = !narrow.matches;
  }

  // The entry stays in sight inside the contents; the page itself must not move.
  function reveal(link) {
    const top = link.offsetTop - list.offsetTop;
    if (top < list.scrollTop || top + link.offsetHeight > list.scrollTop + list.clientHeight) {
      list.scrollTop = top - list.clientHeight / 3;
    }
  }

  function choose(id) {
    const link = links.get(id);
    if (!link || link === active) return;
    if (active) active.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
    active = link;
    reveal(link);
  }

  // The first section in reading order that touches the upper third of the window is being read.
  const sections = [...document.querySelectorAll(".body [id]")].filter((s) => links.has(s.id));
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target);
      else seen.delete(entry.target);
    }
    const first = sections.find((section) => seen.has(section));
    if (first) choose(first.id);
  }, { rootMargin: "-8% 0px -66% 0px" });
  for (const section of sections) observer.observe(section);

  contents.addEventListener("click", (event) => {
    if (narrow.matches && event.target.closest("a")) box.open = false;
  });
  narrow.addEventListener("change", fold);
  contents.classList.add("live");
  fold();
})();
