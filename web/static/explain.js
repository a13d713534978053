// Opens 「为什么命中」 where it stands: the page with the reasons is fetched once, and its reasons
// take the places of the links. Without scripts the link leads to that page.
"use strict";

(function () {
  const announce = document.getElementById("announce");

  async function reasonsAt(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelectorAll("details.why");
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("p.why a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const wanted = link.parentElement.id;
    link.setAttribute("aria-busy", "true");
    try {
      for (const reasons of await reasonsAt(link.href)) {
        const place = document.getElementById(reasons.id);
        reasons.open = reasons.id === wanted;
        if (place) place.replaceWith(document.adoptNode(reasons));
      }
      document.querySelector(`#${wanted} summary`).focus();
      announce.textContent = "已列出为什么命中";
    } catch {
      window.location.assign(link.href);
    }
  });
})();
