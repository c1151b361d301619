// SPDX-FileCopyrightText: 2026 The Caseworker contributors
// SPDX-License-Identifier: MPL-2.0
// One key for each step from the list to the receipt. Inactive while somebody writes, and can be turned off (WCAG 2.1.4).
"use strict";

(() => {
  const OFF = "caseworker-keys-off";
  // Every letter but those that do something else: n, s and t.
  const LETTERS = "abcdefghijklmopqruvwxyzæøå";
  const WRITING = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=submit])";

  const options = [...document.querySelectorAll("main input[name=decided]")];
  const lists = [...new Set([...document.querySelectorAll("main input[name=reason_code]")].map((code) => code.closest("fieldset")))];
  const text = document.getElementById("reason");
  const form = (options[0] || text || {}).form;
  const save = form ? form.querySelector("button[type=submit]") : null;
  const overview = document.querySelector("[data-keys]");

  const isOff = () => {
    try {
      return localStorage.getItem(OFF) === "yes";
    } catch {
      return false;
    }
  };

  const keys = new Map();
  const give = (input, key, list) => {
    const badge = document.createElement("kbd");
    badge.textContent = key;
    badge.setAttribute("aria-hidden", "true");
    document.querySelector(`label[for="${input.id}"]`).prepend(badge);
    input.setAttribute("aria-keyshortcuts", key);
    keys.set(`${list}${key}`, input);
  };

  const show = () => {
    const off = isOff();
    document.documentElement.classList.toggle("keys-off", off);
    for (const button of document.querySelectorAll("[data-keys-switch]")) {
      button.hidden = false;
      button.textContent = off ? button.dataset.off : button.dataset.on;
    }
  };

  const choose = (input) => {
    input.focus();
    input.click();
    if (input.dataset.number) {
      document.getElementById(input.dataset.number).focus();
    }
  };

  const acts = {
    n: () => document.querySelector("[data-shortcut=n]")?.click(),
    s: () => save?.focus(),
    t: () => text?.focus(),
    "/": () => document.getElementById("search")?.focus(),
    "?": () => {
      if (overview) {
        overview.open = !overview.open;
        overview.querySelector("summary").focus();
      }
    },
  };

  const chosenBy = (key) => {
    const list = lists.findIndex((each) => !each.hidden);
    return keys.get(`options${key}`) || keys.get(`${list}${key}`);
  };

  options.slice(0, 9).forEach((option, place) => give(option, String(place + 1), "options"));
  lists.forEach((list, number) => {
    [...list.querySelectorAll("input")].slice(0, LETTERS.length).forEach((code, place) => give(code, LETTERS[place], number));
  });
  show();

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-keys-switch]")) {
      return;
    }
    try {
      localStorage.setItem(OFF, isOff() ? "no" : "yes");
    } catch {
      // A browser that keeps nothing keeps the keys on.
    }
    show();
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.repeat || event.altKey || isOff()) {
      return;
    }
    if (event.target === text && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(save);
      return;
    }
    if (event.target === text && event.key === "Escape") {
      save.focus();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.target.matches(WRITING)) {
      return;
    }
    const input = chosenBy(event.key.toLowerCase());
    const act = acts[event.key.toLowerCase()];
    if (input || act) {
      event.preventDefault();
      input ? choose(input) : act();
    }
  });
})();
