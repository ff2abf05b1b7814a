const prefix = "fortrogen:";
type Draft = Record<string, string[]>;

/**
 * Keeps what is being written in long forms in this window's session storage, by person and address. It is taken away
 * when the form has been sent and accepted, and at sign-off. Nothing is kept when nobody is signed in.
 */
export function keepDrafts(): void {
  const owner = document.body.dataset["draftOwner"];
  if (!owner) return forgetAll();
  forgetAll((key) => !key.startsWith(`${prefix}${owner}:`));
  document.querySelector("[data-sign-out]")?.addEventListener("submit", () => forgetAll());
  forgetAccepted(owner);
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    const key = `${prefix}${owner}:${form.dataset["draft"]}`;
    if (!form.dataset["restored"]) restore(form, key);
    let timer: ReturnType<typeof setTimeout> | undefined;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => save(form, key), 400);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      save(form, key);
      store(`${prefix}${owner}:sent`, key);
    });
  }
}

/** A form that was sent and did not come back with faults has been accepted: its draft is not needed. */
function forgetAccepted(owner: string): void {
  const mark = `${prefix}${owner}:sent`;
  const sent = sessionStorage.getItem(mark);
  if (!sent) return;
  sessionStorage.removeItem(mark);
  const cameBack = [...document.querySelectorAll<HTMLFormElement>("form[data-draft][data-restored]")].some((form) =>
    sent.endsWith(`:${form.dataset["draft"]}`),
  );
  if (!cameBack) sessionStorage.removeItem(sent);
}

function save(form: HTMLFormElement, key: string): void {
  const draft: Draft = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && !name.startsWith("_")) (draft[name] ??= []).push(value);
  store(key, JSON.stringify(draft));
}

function restore(form: HTMLFormElement, key: string): void {
  const text = sessionStorage.getItem(key);
  if (!text) return;
  const draft = JSON.parse(text) as Draft;
  for (const control of form.elements) {
    if (
      !(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) ||
      !control.name ||
      control.name.startsWith("_")
    )
      continue;
    if (control instanceof HTMLInputElement && (control.type === "hidden" || control.type === "file")) continue;
    const values = draft[control.name] ?? [];
    if (control instanceof HTMLInputElement && (control.type === "radio" || control.type === "checkbox"))
      control.checked = values.includes(control.value);
    else if (values[0] !== undefined) control.value = values[0];
  }
  document.dispatchEvent(new Event("fortrogen:draft"));
}

function store(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // Full or forbidden: the form works without.
  }
}

function forgetAll(which: (key: string) => boolean = () => true): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix) && which(key)) sessionStorage.removeItem(key);
}
