// Keys of the review: a accept, r reject, e edit, n next, p previous, u undo, ? help. They press the
// buttons and links of the page that name them; without scripts those are pressed by hand.
"use strict";

(function () {
  const page = document.querySelector("[data-reviewing]");
  if (!page) return;
  const help = page.querySelector(".keys-help");
  const reject = page.querySelector("details[data-opens]");
  let gone = false;

  function typing(target) {
    return target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox])");
  }

  // A key pressed twice in haste must not decide on a question that nobody has seen.
  function press(key) {
    const found = page.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!found || found.disabled || gone) return Boolean(found);
    gone = true;
    found.click();
    return true;
  }

  function act(key) {
    if (key === "?" && help) {
      help.open = !help.open;
    } else if (reject && key === reject.dataset.opens) {
      reject.open = !reject.open;
      if (reject.open) reject.querySelector("button").focus();
    } else if (key === "Escape" && reject && reject.open) {
      reject.open = false;
      reject.querySelector("summary").focus();
    } else if (/^[1-9]$/.test(key)) {
      return Boolean(reject && reject.open) && press(key);
    } else {
      return press(key);
    }
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (typing(event.target) && event.key !== "Escape") return;
    if (act(event.key)) event.preventDefault();
  });
  window.addEventListener("pageshow", () => {
    gone = false;
  });
})();
