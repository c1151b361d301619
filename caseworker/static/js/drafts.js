// SPDX-FileCopyrightText: 2026 The Caseworker contributors
// SPDX-License-Identifier: MPL-2.0
// Saves what is typed as a draft on the server. Whatever goes wrong, the text on the page stays as it is.
"use strict";

(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) {
    return;
  }
  const PAUSE = 800;
  const RETRY = 5000;
  const status = form.querySelector("[data-draft-status]");
  const hint = form.querySelector("[data-gentle-hint]");
  const version = form.elements.namedItem("draft_version");
  const other = document.querySelector("[data-other-draft]");
  const keepMine = other.querySelector("[data-keep-mine]");
  let timer = null;
  let changed = false;
  let saving = false;
  // While two drafts stand side by side, and once the form is on its way, nothing is saved.
  let held = !other.hidden;

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  const say = (text, failed) => {
    status.classList.toggle("failed", failed);
    if (failed) {
      status.setAttribute("role", "status");
    } else {
      status.removeAttribute("role");
    }
    status.textContent = text;
  };

  const showOther = (told) => {
    held = true;
    version.value = told.version;
    const list = other.querySelector("[data-other-lines]");
    list.replaceChildren(...told.other.flatMap(([heading, text]) => {
      const term = document.createElement("dt");
      const words = document.createElement("dd");
      term.textContent = heading;
      words.textContent = text;
      words.className = "written";
      return [term, words];
    }));
    other.hidden = false;
    other.focus();
  };

  const take = async (answer) => {
    if (answer.status === 409 && answer.headers.get("Content-Type") === "application/json") {
      showOther(await answer.json());
    } else if (answer.ok) {
      const told = await answer.json();
      version.value = told.version;
      say(status.dataset.saved, false);
      hint.textContent = told.hint ? hint.dataset[told.hint] : "";
    } else {
      throw new Error(String(answer.status));
    }
  };

  const save = async () => {
    if (held || saving || !changed) {
      return;
    }
    saving = true;
    changed = false;
    try {
      await take(await fetch(form.dataset.draft, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
        keepalive: true,
        redirect: "error",
      }));
      if (changed) {
        later(PAUSE);
      }
    } catch {
      if (!held) {
        changed = true;
        say(status.dataset.failed, true);
        later(RETRY);
      }
    } finally {
      saving = false;
    }
  };

  const touch = () => {
    changed = true;
    later(PAUSE);
  };

  form.addEventListener("input", touch);
  form.addEventListener("change", touch);
  form.addEventListener("submit", () => {
    held = true;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      save();
    }
  });
  globalThis.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      held = !other.hidden;
    }
  });
  keepMine.addEventListener("click", () => {
    other.hidden = true;
    held = false;
    changed = true;
    save();
    form.elements.namedItem("reason").focus();
  });
  for (const without of document.querySelectorAll("[data-save-draft], [data-other-draft] [data-without-script]")) {
    without.hidden = true;
  }
  keepMine.hidden = false;
})();
