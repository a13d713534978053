// Follows what is done in the background by server-sent events; the page comes anew at the end.
// Without scripts the page refreshes itself.
"use strict";

(function () {
  const job = document.querySelector("[data-job]");
  if (!job) return;
  const bar = job.querySelector("progress");
  const said = job.querySelector(".said");
  const events = new EventSource(job.dataset.job);

  events.addEventListener("progress", (event) => {
    const told = JSON.parse(event.data);
    if (said.textContent !== told.said) said.textContent = told.said;
    if (told.total) {
      bar.max = told.total;
      bar.value = told.done;
    }
    if (told.ended) {
      events.close();
      window.location.reload();
    }
  });
  events.addEventListener("error", () => {
    if (events.readyState === EventSource.CLOSED) said.textContent = "连接中断，请刷新本页查看进度。";
  });
})();
