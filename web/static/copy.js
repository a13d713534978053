// Puts on the clipboard what a button names: data-copy is the id of the element that holds the text,
// data-copy-text the text itself. Plain http on an intranet has no navigator.clipboard,
// so the old way stays as a fallback; without scripts the text can be selected.
"use strict";

(function () {
  const announce = document.getElementById("announce");

  function copyOldWay(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "hidden";
    area.setAttribute("readonly", "");
    document.body.append(area);
    area.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      done = false;
    }
    area.remove();
    return done;
  }

  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // permission refused: try the old way
      }
    }
    return copyOldWay(text);
  }

  function say(button, message) {
    button.dataset.label ??= button.textContent;
    button.textContent = message;
    announce.textContent = message;
    window.setTimeout(() => {
      button.textContent = button.dataset.label;
      announce.textContent = "";
    }, 2500);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy], button[data-copy-text]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    const done = await copy(button.dataset.copyText ?? source.textContent.trim());
    if (!done && source) window.getSelection().selectAllChildren(source);
    button.focus();
    say(button, done ? "已复制" : source ? "请按 Ctrl+C 复制" : "没能复制");
  });

  for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;
})();
