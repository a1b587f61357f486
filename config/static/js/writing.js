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

// A suggestion of the memory is inserted where the cursor is, and that it was is recorded.
(function () {
  "use strict";

  const form = document.querySelector("form[data-buffer]");
  document.querySelectorAll(".take-suggestion").forEach((button) => { button.hidden = false; });
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".take-suggestion");
    if (!button || !form) return;
    const words = button.closest(".suggestion").querySelector(".became").textContent;
    const title = document.getElementById(`id_${button.dataset.into}-title`);
    const editor = document.querySelector(`.words[data-language="${button.dataset.into}"] .ProseMirror[contenteditable]`);
    if (button.dataset.title) {
      title.value = words;
      title.dispatchEvent(new Event("input", { bubbles: true }));
      title.focus();
    } else if (editor) {
      editor.focus();
      document.execCommand("insertText", false, words);
    }
    const used = Object.assign(document.createElement("input"), { type: "hidden", name: "memory", value: button.dataset.pair });
    form.append(used);
  });
})();
