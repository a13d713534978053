// Ticks all questions of the page at once, or none.
"use strict";

(function () {
  const button = document.querySelector("[data-tick-all]");
  if (!button) return;
  const boxes = [...document.querySelectorAll("input[name=item]")];
  button.addEventListener("click", () => {
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
    button.textContent = all ? "全选本页" : "全不选";
  });
  button.hidden = false;
})();
