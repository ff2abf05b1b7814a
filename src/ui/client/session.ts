const warningSeconds = 120;

/** Two minutes before the session ends the person is asked whether to go on. */
export function warnBeforeSignOff(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog[data-idle]");
  if (!dialog) return;
  const idle = Number(dialog.dataset["idle"]);
  const left = dialog.querySelector("[data-left]");
  let since = performance.now();
  dialog.querySelector("[data-continue]")?.addEventListener("click", () => {
    void fetch("/session/fortsatt", { method: "POST" }).then((answer) => {
      if (answer.ok) since = performance.now();
      else location.reload();
      dialog.close();
    });
  });
  setInterval(() => {
    const remaining = idle - (performance.now() - since) / 1000;
    if (remaining > Math.min(warningSeconds, idle / 2)) return;
    if (!dialog.open) dialog.showModal();
    if (left) left.textContent = remaining <= 0 ? "nu" : remaining < 60 ? "mindre än en minut" : `${Math.ceil(remaining / 60)} minuter`;
  }, 5000);
}
