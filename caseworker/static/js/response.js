// SPDX-FileCopyrightText: 2026 The Caseworker contributors
// SPDX-License-Identifier: MPL-2.0
// Says what follows from the choice, and shows the reasons and the question that fit. The server decides.
"use strict";

(() => {
  const form = document.querySelector("form[data-response-form]");
  if (!form) {
    return;
  }
  const told = form.dataset;
  const line = form.querySelector("[data-response-line]");
  const reasons = form.querySelector("[data-reasons]");
  const questions = form.querySelector("[data-questions]");
  const SMALLEST = 1e-9;

  const toNumber = (text) => {
    const plain = (text || "").trim().replace(",", ".");
    return plain === "" || Number.isNaN(Number(plain)) ? null : Number(plain);
  };

  // The chosen answer of a group of options; null while it is not complete.
  const chosen = (name) => {
    const radio = form.querySelector(`input[name="${name}"]:checked`);
    if (!radio) {
      return null;
    }
    const input = radio.dataset.number ? document.getElementById(radio.dataset.number) : null;
    const number = input ? toNumber(input.value) : null;
    return input && number === null ? null : { option: radio.value, family: radio.dataset.family, number };
  };

  const recommended = () =>
    told.option
      ? { option: told.option, family: told.family, number: toNumber(told.number) }
      : chosen("recommended");

  const responseTo = (was, is) => {
    if (was.number !== null && is.number !== null) {
      if ((was.number === 0) !== (is.number === 0)) {
        return "overridden";
      }
      const distance = Math.abs(was.number - is.number) - SMALLEST;
      if (distance <= Number(told.tolerance)) {
        return "accepted";
      }
      return distance <= Number(told.partlyWithin) ? "partly_accepted" : "overridden";
    }
    if (was.option === is.option) {
      return "accepted";
    }
    return was.family === is.family ? "partly_accepted" : "overridden";
  };

  const show = (response) => {
    const side = response && (response === "accepted" ? "follow" : "depart");
    line.textContent = line.dataset[response || "open"];
    reasons.querySelector("[data-when-open]").hidden = Boolean(response);
    for (const list of reasons.querySelectorAll("fieldset[data-side]")) {
      list.hidden = list.dataset.side !== side;
      if (response && list.hidden) {
        list.querySelectorAll("input:checked").forEach((radio) => { radio.checked = false; });
      }
    }
    questions.classList.toggle("chosen", Boolean(response));
    for (const question of questions.querySelectorAll("[data-response]")) {
      question.hidden = Boolean(response) && question.dataset.response !== response;
    }
  };

  const update = () => {
    const was = recommended();
    const is = chosen("decided");
    show(was && is ? responseTo(was, is) : null);
  };

  for (const legend of reasons.querySelectorAll("[data-legend]")) {
    legend.textContent = legend.dataset.legend;
  }
  line.hidden = false;
  form.addEventListener("change", update);
  form.addEventListener("input", (event) => {
    const radio = form.querySelector(`input[data-number="${event.target.id}"]`);
    if (radio && event.target.value.trim()) {
      radio.checked = true;
    }
    update();
  });
  update();
})();
