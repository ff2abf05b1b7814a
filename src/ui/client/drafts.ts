const pause = 2000;
const earlierPrefix = "fortrogen:";

/**
 * Saves what is being written on the server as a draft, a moment after the last key and when the page is left. Nothing is kept in the
 * browser; what earlier versions kept there is taken away.
 */
export function keepDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(earlierPrefix)) sessionStorage.removeItem(key);
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let unsaved = false;
    const save = () => {
      clearTimeout(timer);
      if (!unsaved || form.dataset["sent"]) return;
      unsaved = false;
      void fetch(form.action, { method: "POST", body: wordsOf(form), keepalive: true }).catch(() => {
        unsaved = true;
      });
    };
    form.addEventListener("input", () => {
      unsaved = true;
      clearTimeout(timer);
      timer = setTimeout(save, pause);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
    addEventListener("pagehide", save);
  }
}

function wordsOf(form: HTMLFormElement): URLSearchParams {
  const words = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") words.append(name, value);
  words.set("_do", "autosave");
  return words;
}
