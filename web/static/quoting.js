// Gives each clause its three buttons: its citation, its words as a letter quotes them, its address.
"use strict";

(function () {
  const body = document.querySelector(".body[data-lasting]");
  const template = document.getElementById("quoting");
  if (!body || !template) return;

  // The words as the document has them: the page shows them literally, and where it adds anything
  // (tables, signs for losses) the server gives them in data-quoted.
  function wordsOf(section) {
    if (section.dataset.quoted !== undefined) return section.dataset.quoted;
    const lines = [];
    for (const child of section.children) {
      if (child.localName === "footer") break;
      if (child.matches("p.run-in")) lines.push(lines.pop() + child.textContent);
      else lines.push(child.textContent);
    }
    const marker = section.dataset.marker || "";
    const text = lines.join("\n");
    return text.startsWith(marker) ? text.slice(marker.length).trimStart() : text;
  }

  const TEXTS = {
    citation: (section) => citationOf(section),
    words: (section) => `${citationOf(section)}${body.dataset.says}“${wordsOf(section)}”`,
    link: (section) => location.origin + body.dataset.lasting + encodeURIComponent(section.id),
  };

  function citationOf(section) {
    return section.querySelector(".citation").textContent;
  }

  // Before the listener of copy.js, which copies what it finds in data-copy-text.
  body.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-what]");
    if (button) button.dataset.copyText = TEXTS[button.dataset.what](button.closest("section"));
  });
  for (const line of body.querySelectorAll(".cite")) line.append(template.content.cloneNode(true));
})();
