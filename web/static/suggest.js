// Offers queries as one types: an ARIA 1.2 combobox with a list box beneath each search box.
// Without scripts the box is a plain input. Nothing is asked while an input method composes.
"use strict";

(function () {
  const WAIT = 150; // milliseconds without a key before the server is asked
  const MOST = 8;
  const LONGEST = 50; // characters; the server suggests nothing after more
  const announce = document.getElementById("announce");

  async function ask(prefix, signal) {
    const address = `/api/v1/suggest?q=${encodeURIComponent(prefix)}&limit=${MOST}`;
    const answer = await fetch(address, { signal });
    return answer.ok ? (await answer.json()).suggestions : [];
  }

  // What was typed as a whole, else its last word, which a suggestion then takes the place of.
  async function find(typed, signal) {
    const whole = await ask(typed.trim(), signal);
    const last = /^(.*\s)(\S+)$/.exec(typed);
    if (whole.length || !last) return whole.map((found) => ({ ...found, before: "", typed }));
    const [, before, word] = last;
    const found = await ask(word, signal);
    return found.map((one) => ({ ...one, before, typed: word }));
  }

  function label(text, typed) {
    const part = document.createElement("span");
    const wanted = typed.trim().toLowerCase();
    const at = wanted ? text.toLowerCase().indexOf(wanted) : -1;
    if (at < 0) {
      part.textContent = text;
      return part;
    }
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + wanted.length);
    part.append(text.slice(0, at), mark, text.slice(at + wanted.length));
    return part;
  }

  function attach(input) {
    const list = document.createElement("ul");
    list.id = `${input.id}-list`;
    list.className = "suggested";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "联想");
    list.hidden = true;
    input.closest("form").append(list);
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-expanded", "false"],
      ["aria-controls", list.id],
      ["aria-haspopup", "listbox"],
      ["aria-keyshortcuts", "/"],
    ]) input.setAttribute(name, value);

    let active = -1;
    let typed = input.value;
    let timer = 0;
    let asking = null;

    function choose(place) {
      list.children[active]?.setAttribute("aria-selected", "false");
      active = place;
      const option = list.children[active];
      if (!option) {
        input.removeAttribute("aria-activedescendant");
        input.value = typed;
        return;
      }
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
      input.value = option.dataset.query;
    }

    function close() {
      window.clearTimeout(timer);
      asking?.abort();
      list.hidden = true;
      list.replaceChildren();
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function show(found) {
      list.replaceChildren(
        ...found.map((one, place) => {
          const option = document.createElement("li");
          option.id = `${list.id}-${place}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.dataset.query = one.before + one.text;
          const kind = document.createElement("span");
          kind.className = "source";
          kind.textContent = one.source;
          option.append(label(one.text, one.typed), kind);
          return option;
        }),
      );
      active = -1;
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(found.length > 0));
      input.removeAttribute("aria-activedescendant");
      announce.textContent = found.length ? `${found.length} 条联想，用上下键选择` : "";
    }

    async function look() {
      asking?.abort();
      const mine = new AbortController();
      asking = mine;
      if (!typed.trim() || typed.length > LONGEST) {
        close();
        return;
      }
      try {
        const found = await find(typed, mine.signal);
        if (mine === asking && !mine.signal.aborted && document.activeElement === input) {
          show(found);
        }
      } catch {
        if (mine === asking) close(); // a search must not suffer from what only helps it
      }
    }

    function wait() {
      typed = input.value;
      asking?.abort(); // an answer to what is no longer in the box comes too late
      window.clearTimeout(timer);
      timer = window.setTimeout(look, WAIT);
    }

    function take(option) {
      input.value = option.dataset.query;
      typed = input.value;
      close();
      input.form.requestSubmit();
    }

    function step(event) {
      const last = list.children.length - 1;
      const places = {
        ArrowDown: active < last ? active + 1 : -1,
        ArrowUp: active < 0 ? last : active - 1,
      };
      if (active >= 0) Object.assign(places, { Home: 0, End: last });
      if (!(event.key in places)) return;
      event.preventDefault();
      choose(places[event.key]);
    }

    input.addEventListener("input", (event) => {
      if (!event.isComposing) wait();
    });
    input.addEventListener("compositionstart", close);
    input.addEventListener("compositionend", wait);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (list.hidden) {
        if (event.key === "ArrowDown" && input.value.trim()) {
          event.preventDefault();
          typed = input.value;
          look();
        }
      } else if (event.key === "Escape") {
        event.preventDefault(); // the browser would empty the box
        input.value = typed;
        close();
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        take(list.children[active]);
      } else if (event.key === "Tab") {
        close();
      } else {
        step(event);
      }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) take(option);
    });
    input.form.addEventListener("submit", close);
  }

  const boxes = document.querySelectorAll("form[role=search] input[name=q]");
  boxes.forEach(attach);

  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    const plain = !(event.ctrlKey || event.metaKey || event.altKey || event.isComposing);
    if (event.key !== "/" || writing || !plain || !boxes.length) return;
    event.preventDefault();
    boxes[0].focus();
    boxes[0].select();
  });
})();
