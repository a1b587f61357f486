// Fields that a library draws anew (select2, the editor) lose their label on the way: give it back.
(function () {
  "use strict";

  function nameField(select) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.parentElement.querySelector(".select2-selection");
    if (!label || !box) return;
    label.id = label.id || `${select.id}_label`;
    const value = box.querySelector(".select2-selection__rendered");
    box.setAttribute("aria-labelledby", [label.id, value && value.id].filter(Boolean).join(" "));
    box.querySelectorAll("[role=textbox], [role=searchbox]").forEach((each) => {
      each.setAttribute("aria-labelledby", label.id);
    });
  }

  function nameEditor(textarea) {
    const label = document.querySelector(`label[for="${textarea.id}"]`);
    const editor = textarea.closest(".field, .form-row, td")?.querySelector(".ProseMirror[contenteditable]");
    if (!label || !editor) return;
    label.id = label.id || `${textarea.id}_label`;
    editor.setAttribute("aria-labelledby", label.id);
    editor.setAttribute("aria-multiline", "true");
    editor.lang = textarea.lang;
    editor.dir = textarea.dir;
  }

  // The editor speaks English on its buttons; the catalogue of the desk knows the words.
  function translate(element, name) {
    const word = element.getAttribute(name);
    const ours = word && window.gettext ? gettext(word) : word;
    if (ours !== word) element.setAttribute(name, ours);
  }

  function translateMenu() {
    document.querySelectorAll(".prose-menubar [title], .prose-menubar [aria-label]").forEach((each) => {
      translate(each, "title");
      translate(each, "aria-label");
    });
    document.querySelectorAll(".prose-menubar__option > *").forEach((each) => {
      const ours = window.gettext ? gettext(each.textContent) : each.textContent;
      if (ours !== each.textContent) each.textContent = ours;
    });
  }

  function nameAll() {
    translateMenu();
    document.querySelectorAll("select.admin-autocomplete").forEach(nameField);
    document.querySelectorAll("textarea[lang]").forEach(nameEditor);
  }

  // They are drawn at a moment of their own, and again for each row that is added.
  let asked = false;
  function soon() {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      nameAll();
    });
  }

  new MutationObserver(soon).observe(document.documentElement, { childList: true, subtree: true });
})();

// What is typed and not yet sent is not left behind without a question, nor sent twice.
(function () {
  "use strict";

  const typed = new Set();
  const ours = (form) => form && form.method === "post" && form.closest("#content");

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form");
    if (ours(form)) typed.add(form);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!ours(form)) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 5000); // an answer may be a download
    typed.delete(form);
  });

  window.addEventListener("beforeunload", (event) => {
    if (typed.size) event.preventDefault();
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));
})();

// A page meant for paper offers its button.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// A suggestion is taken over by its button, into a field that can still be changed.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  const field = button && document.getElementById(button.dataset.fill);
  if (!field) return;
  field.value = button.dataset.with;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

// Words that stand twice in their passage are told apart by the words around them.
function standingOnce(passage, selection) {
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  const whole = flat(passage.innerText);
  const words = flat(selection.toString());
  const range = selection.getRangeAt(0);
  const before = document.createRange();
  before.setStart(passage, 0);
  before.setEnd(range.startContainer, range.startOffset);
  let start = whole.indexOf(words, flat(before.toString()).length);
  if (start < 0) return words;
  let end = start + words.length;
  const twice = () => whole.indexOf(whole.slice(start, end)) !== whole.lastIndexOf(whole.slice(start, end));
  while (twice()) {
    start = whole.lastIndexOf(" ", start - 2) + 1;
    const next = whole.indexOf(" ", end + 1);
    if (twice()) end = next < 0 ? whole.length : next;
  }
  return whole.slice(start, end);
}

// Words selected in a passage are those that a new remark is about.
document.addEventListener("selectionchange", () => {
  const passage = document.getElementById("remark-passage");
  const selection = document.getSelection();
  if (!passage || selection.isCollapsed) return;
  const element = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
  const [from, to] = [selection.anchorNode, selection.focusNode].map((node) => element(node).closest("[data-passage]"));
  if (!from || from !== to) return;
  passage.value = from.dataset.passage;
  document.getElementById("remark-quote").value = standingOnce(from, selection);
});
