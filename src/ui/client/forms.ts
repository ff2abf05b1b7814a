/** Moves focus to the error summary, so that a screen reader begins there. */
export function focusErrors(): void {
  document.querySelector<HTMLElement>("[data-error-summary]")?.focus();
}

/**
 * Shows the fields that belong to a choice only when it is chosen, and says no more when they are to be filled in. Without JavaScript they are always
 * shown. What is hidden keeps what was typed and is sent: the answer asks about it.
 */
export function revealChosen(): void {
  const choices = [...document.querySelectorAll<HTMLInputElement | HTMLOptionElement>("[data-reveals]")];
  const pairs = choices.flatMap((choice) => (choice.dataset["reveals"] ?? "").split(" ").map((id) => ({ id, choice })));
  const isChosen = (choice: HTMLInputElement | HTMLOptionElement) =>
    choice instanceof HTMLOptionElement ? choice.selected : choice.checked;
  const update = () => {
    for (const [id, those] of Map.groupBy(pairs, (pair) => pair.id)) {
      const more = document.getElementById(id);
      // A field with a fault is never hidden.
      if (more) more.hidden = !those.some(({ choice }) => isChosen(choice)) && more.querySelector("[aria-invalid]") === null;
    }
  };
  if (choices.length === 0) return;
  document.documentElement.dataset["reveals"] = "true";
  document.addEventListener("change", update);
  document.addEventListener("fortrogen:draft", update);
  update();
}

/** A form is sent once, however many times its button is pressed. */
export function guardDoubleSubmit(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset["sent"]) return event.preventDefault();
      form.dataset["sent"] = "true";
      // After the browser has read which button was pressed.
      setTimeout(() => {
        for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
      }, 0);
    });
  }
  // Back from the browser's memory: the form may be sent again (the idempotency key keeps it from acting twice).
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
      delete form.dataset["sent"];
      for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
    }
  });
}
