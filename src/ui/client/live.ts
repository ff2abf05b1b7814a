const pause = 500;

/**
 * Shows what somebody types as it will look, a moment after the last key: asks for the page of the form with its button `_look`, which changes nothing, and
 * takes out of it what stands in `data-live`. Without JavaScript the button is pressed.
 */
export function showLive(): void {
  for (const shown of document.querySelectorAll<HTMLElement>("[data-live]")) {
    const form = shown.parentElement?.querySelector<HTMLFormElement>("form[method=post]");
    if (!form) continue;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let turn = 0;
    const show = (): void => {
      const mine = ++turn;
      const words = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === "string") words.append(name, value);
      words.set("_look", "ja");
      // The browser makes the page of the answer itself: no script of ours makes markup of text (the policy stops it).
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.responseType = "document";
      request.addEventListener("load", () => {
        const now = request.status === 200 ? request.responseXML?.querySelector("[data-live]") : null;
        // An answer that comes late is older than what stands.
        if (now && mine === turn) shown.replaceChildren(...now.childNodes);
      });
      request.send(words);
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, pause);
    });
  }
}
