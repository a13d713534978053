// Saves what is answered, soon after each change and again when the net is back; shows how much time
// the server leaves; hands in when it is over. Without scripts the form does all of it by buttons.
"use strict";

(function () {
  const form = document.getElementById("sitting");
  if (!form) return;
  const left = document.getElementById("left");
  const saved = document.getElementById("saved");
  const announce = document.getElementById("announce");
  const SOON = 1500;
  const AGAIN = 5000;
  let ends = performance.now() + Number(form.dataset.left) * 1000;
  let changed = 0;
  let kept = 0;
  let busy = false;
  let timer = 0;
  let warned = false;
  let over = false;

  function say(text, failed) {
    saved.textContent = text;
    saved.classList.toggle("note", Boolean(failed));
  }

  async function save() {
    clearTimeout(timer);
    if (busy || over) return;
    busy = true;
    const upTo = changed;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
      });
      if (answer.status === 409) {
        over = true;
        window.location.reload(); // handed in, here or elsewhere, or the time is over
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      form.elements.revision.value = told.revision;
      ends = performance.now() + told.left * 1000;
      kept = upTo;
      const at = new Date(told.saved_at * 1000).toLocaleTimeString("zh-CN", { hour12: false });
      say(`已保存 ${at}`);
      if (told.merged) {
        over = true;
        window.location.reload(); // another page saved as well: show the answers of both
      }
    } catch {
      say("没有保存上，正在重试，请不要关闭网页。", true);
      timer = setTimeout(save, AGAIN);
    } finally {
      busy = false;
    }
    if (kept < changed && !over && !saved.classList.contains("note")) timer = setTimeout(save, SOON);
  }

  function touched() {
    changed += 1;
    clearTimeout(timer);
    timer = setTimeout(save, SOON);
  }

  function tick() {
    const seconds = Math.max(0, Math.round((ends - performance.now()) / 1000));
    left.textContent = `${Math.floor(seconds / 60)} 分 ${String(seconds % 60).padStart(2, "0")} 秒`;
    left.classList.toggle("hurry", seconds < 300);
    if (seconds < 300 && !warned) {
      warned = true;
      announce.textContent = "还剩不到五分钟。";
    }
    if (seconds === 0 && !over) handIn();
  }

  async function handIn() {
    over = true;
    const handed = new URLSearchParams(new FormData(form));
    handed.set("confirm", "time");
    try {
      const answer = await fetch(form.action.replace(/answers$/, "submit"), { method: "POST", body: handed });
      if (!answer.ok) throw new Error(String(answer.status));
      window.location.reload();
    } catch {
      say("时间到，正在交卷，请不要关闭网页。", true);
      setTimeout(handIn, AGAIN);
    }
  }

  form.addEventListener("input", touched);
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.hasAttribute("formaction")) {
      over = true; // this page saves with it
      return;
    }
    event.preventDefault();
    save();
  });
  window.addEventListener("online", save);
  window.addEventListener("beforeunload", (event) => {
    if (kept < changed && !over) event.preventDefault();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload(); // the server knows what was saved last
  });
  setInterval(tick, 1000);
  tick();
})();
