// What readers' pages do besides, where scripts run; everything is there without it. One file, for
// each costs a request.
(function () {
  "use strict";

  const PAUSE = 120;
  const CONFIRMED = 2000;

  // Titles that may be meant, under the search box, while somebody types.
  function suggest(input) {
    const list = document.createElement("div");
    list.id = `${input.id}-suggestions`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0].textContent);
    list.hidden = true;
    input.parentElement.append(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    let chosen = -1;
    let timer = 0;
    let asked = null;

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(at) {
      const options = [...list.children];
      chosen = at;
      options.forEach((each, n) => each.setAttribute("aria-selected", String(n === at)));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", options[at].id);
    }

    function show(suggestions) {
      list.replaceChildren(
        ...suggestions.map(({ title, address }, n) => {
          const option = document.createElement("div");
          option.id = `${list.id}-${n}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.dataset.address = address;
          option.textContent = title;
          return option;
        }),
      );
      choose(-1);
      list.hidden = !suggestions.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }

    async function ask() {
      if (asked) asked.abort();
      asked = new AbortController();
      const address = `${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`;
      try {
        const response = await fetch(address, { signal: asked.signal });
        if (response.ok && document.activeElement === input) show((await response.json()).suggestions);
      } catch {
        close(); // overtaken by the next letter, or no network: the form still works
      }
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      if (input.value.trim().length < 2) close();
      else timer = setTimeout(ask, PAUSE);
    });
    input.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      const last = list.children.length - 1;
      if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
      else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.address);
      else return;
      event.preventDefault();
    });
    // Before the box loses the focus, which closes the list.
    list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      event.preventDefault();
      location.assign(option.dataset.address);
    });
    input.addEventListener("blur", close);
  }

  // A button that puts the text before it on the clipboard, and says so.
  function copies(button) {
    const label = button.textContent;
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.previousElementSibling.textContent.trim());
      button.textContent = button.dataset.copied;
      setTimeout(() => (button.textContent = label), CONFIRMED);
    });
  }

  document.querySelectorAll("input[data-suggest]").forEach(suggest);
  document.querySelectorAll("button[data-copied]").forEach(copies);
})();
