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
    if (changed) data.set("typed", "1"); // somebody is there
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

// Keys, special characters, the count of words; lists that Word sends as paragraphs become lists.
(function () {
  "use strict";

  const form = document.querySelector("form[data-buffer]");
  if (!form) return;
  const help = document.getElementById("keys");
  const open = document.getElementById("keys-open");
  const fields = ".words textarea, .words .ProseMirror[contenteditable]";
  const typing = (element) => element.closest("input, textarea, select, [contenteditable=true]");
  let last = null;

  open.hidden = false;
  open.addEventListener("click", () => help.showModal());

  document.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    if (control && event.code === "KeyS") {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".save-bar .primary"));
    } else if (control && event.key === "Enter" && form.contains(event.target)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[name=_decide]"));
    } else if (event.altKey && (event.code === "Digit1" || event.code === "Digit2")) {
      const language = event.code === "Digit1" ? "ar" : "en";
      const editor = document.querySelector(`.words[data-language=${language}] .ProseMirror[contenteditable=true]`);
      if (editor) { event.preventDefault(); editor.focus(); }
    } else if ("?؟".includes(event.key) && !typing(event.target) && !help.open) {
      help.showModal();
    }
  });

  // Characters go where somebody was typing last.
  document.addEventListener("focusin", (event) => { if (event.target.matches(fields)) last = event.target; });
  document.querySelectorAll(".marks").forEach((group) => { group.hidden = false; });
  document.addEventListener("mousedown", (event) => { if (event.target.closest("[data-mark]")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mark]");
    if (!button) return;
    const words = button.closest(".words");
    const field = last && words.contains(last) ? last : words.querySelector(".ProseMirror[contenteditable]");
    if (!field) return;
    field.focus();
    document.execCommand("insertText", false, button.dataset.mark);
  });

  function count() {
    document.querySelectorAll("[data-count-of]").forEach((box) => {
      const words = box.closest(".words");
      const texts = [...words.querySelectorAll(".field-title textarea, .field-summary textarea")].map((each) => each.value);
      const body = words.querySelector(".ProseMirror[contenteditable]");
      const all = [...texts, body ? body.innerText : ""].join(" ");
      const number = (all.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu) || []).length;
      const said = ngettext("%s word", "%s words", number);
      box.textContent = interpolate(said, [number]);
    });
  }
  window.addEventListener("load", () => setTimeout(count, 600));
  document.addEventListener("input", count);
  document.addEventListener("keyup", count);

  const inDigits = (number) => Number(number.replace(/[٠-٩]/g, (each) => "٠١٢٣٤٥٦٧٨٩".indexOf(each)));

  // Word writes the points of a list as paragraphs with a mark before each, and says of each which
  // list it belongs to and how deep it stands.
  function withLists(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    let open = []; // the lists that the next point may go on with, the outermost first
    let last = null; // the outermost of them
    page.querySelectorAll("p").forEach((paragraph) => {
      const told = /mso-list:\s*(l\d+)(?:\s+level(\d))?/i.exec(paragraph.getAttribute("style") || "");
      if (!told) { open = []; return; }
      if (open.length && last.nextElementSibling !== paragraph) open = [];
      const mark = paragraph.querySelector("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']");
      const numbered = mark && /^\s*[(]?([\p{N}\p{L}]+)\s*[.)\-]/u.exec(mark.textContent);
      if (mark) mark.remove();
      const tag = numbered ? "ol" : "ul";
      const depth = Math.min(Number(told[2] || 1), open.length + 1);
      open = open.slice(0, depth);
      const same = open[depth - 1];
      if (!same || same.localName !== tag || same.dataset.of !== told[1]) {
        const list = page.createElement(tag);
        list.dataset.of = told[1];
        if (numbered) list.start = inDigits(numbered[1]) || 1; // it may go on after a paragraph
        if (depth > 1) open[depth - 2].lastElementChild.append(list);
        else { paragraph.before(list); last = list; }
        open[depth - 1] = list;
      }
      const point = page.createElement("li");
      const inside = page.createElement("p");
      inside.append(...paragraph.childNodes);
      point.append(inside);
      open[depth - 1].append(point);
      paragraph.remove();
    });
    return page.body.innerHTML;
  }

  document.addEventListener("paste", (event) => {
    const html = event.clipboardData && event.clipboardData.getData("text/html");
    if (!html || !/mso-list/i.test(html)) return;
    const editor = event.target.closest && event.target.closest(".ProseMirror[contenteditable]");
    if (!editor) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const data = new DataTransfer();
    data.setData("text/html", withLists(html));
    data.setData("text/plain", event.clipboardData.getData("text/plain"));
    const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    editor.dispatchEvent(again);
  }, true);
})();
