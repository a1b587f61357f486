// The writing page: what is typed is kept every few seconds, and who else is there is said.
(function () {
  "use strict";

  const EVERY = 5000; // a crash costs at most this and the time of one request
  const form = document.querySelector("form[data-buffer]");
  const presence = document.getElementById("presence");
  const kept = document.getElementById("kept");
  if (!form || !window.fetch) return;

  const words = /^(ar|en)-(title|summary|body|change_note)$/;
  let last = "";
  let open = false; // nothing is sent before something was typed here
  let busy = false;

  function typed() {
    const data = new FormData(form);
    const sent = new FormData();
    for (const [name, value] of data) {
      if (words.test(name) || name.endsWith("-revision") || name === "csrfmiddlewaretoken" || name === "page") sent.append(name, value);
    }
    return sent;
  }

  const state = (data) => JSON.stringify([...data].filter(([name]) => words.test(name)));

  function say(box, lines, warn) {
    box.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
    box.classList.toggle("callout", lines.length > 0);
    box.classList.toggle("warn", Boolean(warn));
    box.hidden = lines.length === 0;
  }

  function note(word) {
    kept.textContent = word;
    kept.classList.toggle("warn", word !== "" && word !== kept.dataset.kept);
  }

  async function beat() {
    if (busy || form.dataset.sent) return;
    const data = typed();
    const now = state(data);
    const changed = now !== last;
    if (!open && !changed) for (const name of [...data.keys()]) if (words.test(name)) data.delete(name);
    busy = true;
    try {
      const answer = await fetch(form.dataset.buffer, { method: "POST", body: data, redirect: "manual", headers: { "X-Requested-With": "fetch" } });
      if (answer.type === "opaqueredirect" || answer.status === 403) return note(kept.dataset.ended);
      if (!answer.ok) return note(kept.dataset.lost);
      const said = await answer.json();
      if (changed) { last = now; open = true; }
      say(presence, [...said.overtaken, ...said.here], said.overtaken.length);
      note(said.kept.length ? kept.dataset.kept : "");
    } catch (error) {
      note(kept.dataset.lost);
    } finally {
      busy = false;
    }
  }

  // The editors draw themselves after the page; what they then hold is what was opened.
  window.addEventListener("load", () => setTimeout(() => {
    last = state(typed());
    beat();
    setInterval(beat, EVERY);
  }, 500));

  document.addEventListener("visibilitychange", () => {
    const data = typed();
    if (document.visibilityState === "hidden" && !form.dataset.sent && last && state(data) !== last) navigator.sendBeacon(form.dataset.buffer, data);
  });
})();
