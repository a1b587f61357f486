// While a long list is sent, checked or written: say so, count where the server counts, and take no
// second click. Without this script the same forms work; the browser shows that it waits.
(function () {
  "use strict";

  function tell(box, told) {
    const bar = box.querySelector("progress");
    if (!told.phase) return;
    box.querySelectorAll("[data-phase]").forEach((each) => {
      each.hidden = each.dataset.phase !== told.phase;
      const count = each.querySelector("[data-count]");
      if (count) count.textContent = `${told.done} / ${told.total}`;
    });
    if (told.phase === "reading" && told.total) bar.value = (100 * told.done) / told.total;
    else bar.removeAttribute("value");
  }

  function start(form, box) {
    box.hidden = false;
    if (!box.dataset.progress) return;
    setInterval(async () => {
      try {
        const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
        if (answer.ok) tell(box, await answer.json());
      } catch {
        // the next question may be answered
      }
    }, 500);
  }

  document.querySelectorAll("form[data-working]").forEach((form) => {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) return event.preventDefault();
      sent = true;
      const box = form.querySelector(".working");
      if (box) start(form, box);
    });
    // Back in the history the page comes as it was left: ready to be sent again.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) sent = false;
    });
  });
})();
