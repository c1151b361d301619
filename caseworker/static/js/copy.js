// SPDX-FileCopyrightText: 2026 The Caseworker contributors
// SPDX-License-Identifier: MPL-2.0
// Copies the text of a field with one click; without the clipboard it marks the text, so that a key does the rest.
"use strict";

for (const group of document.querySelectorAll("[data-copy]")) {
  const field = group.querySelector("textarea");
  const row = group.querySelector("[data-copy-button]");
  const status = row.querySelector("[role=status]");
  row.hidden = false;
  group.querySelector("[data-copy-keys]").hidden = true;
  row.querySelector("button").addEventListener("click", async () => {
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = status.dataset.copied;
    } catch {
      // An address without encryption has no clipboard; the older command still works in most browsers.
      status.textContent = document.execCommand("copy") ? status.dataset.copied : status.dataset.notCopied;
    }
  });
}
