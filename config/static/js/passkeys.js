// A passkey is asked by a button of a form: the question comes from the server, the browser asks for
// the person's finger, face or PIN, and the answer is sent with the form.
(function () {
  "use strict";

  if (!window.PublicKeyCredential) return;

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const keys = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  async function question(button, form) {
    const data = new FormData();
    data.set("for", button.dataset.passkey);
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(button.dataset.options, { method: "POST", body: data, redirect: "error", headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.said);
    return said;
  }

  async function made(asked) {
    const key = await navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: bytes(asked.challenge),
        user: { ...asked.user, id: bytes(asked.user.id) },
        excludeCredentials: keys(asked.excludeCredentials),
      },
    });
    return { attestationObject: text(key.response.attestationObject), ...common(key) };
  }

  async function given(asked) {
    const key = await navigator.credentials.get({
      publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: keys(asked.allowCredentials) },
    });
    const { authenticatorData, signature, userHandle } = key.response;
    return { authenticatorData: text(authenticatorData), signature: text(signature), userHandle: userHandle ? text(userHandle) : null, ...common(key) };
  }

  const common = (key) => ({ key, clientDataJSON: text(key.response.clientDataJSON) });

  function written({ key, ...response }) {
    return JSON.stringify({
      id: key.id, rawId: text(key.rawId), type: key.type, response,
      clientExtensionResults: {}, authenticatorAttachment: key.authenticatorAttachment,
    });
  }

  async function ask(button) {
    const form = button.form;
    const note = form.querySelector("[data-passkey-said]");
    note.hidden = true;
    if (!form.reportValidity()) return;
    button.disabled = true;
    try {
      const asked = await question(button, form);
      const answer = await (button.dataset.passkey === "new" ? made(asked) : given(asked));
      form.querySelector("[name^=passkey]").value = written(answer);
      form.requestSubmit();
    } catch (error) {
      note.textContent = note.dataset.failed;
      note.hidden = false;
    } finally {
      button.disabled = false;
    }
  }

  document.querySelectorAll("[data-passkey-form]").forEach((form) => (form.hidden = false));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-passkey]");
    if (button) ask(button);
  });
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest && event.target.closest("[data-passkey-form]");
    if (event.key !== "Enter" || !form || event.target.matches("button, a")) return;
    event.preventDefault(); // the form goes with the passkey's answer, not without it
    ask(form.querySelector("[data-passkey]"));
  });
})();
