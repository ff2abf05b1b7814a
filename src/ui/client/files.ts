/** Names the files that are chosen, in place of the page's own words: what the browser writes is in the browser's language. */
export function nameChosenFiles(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-files]")) {
    const words = input.parentElement?.querySelector(".f-file-some");
    if (!words) continue;
    const show = (): void => {
      const names = [...(input.files ?? [])].map((file) => file.name);
      words.textContent = names.length > 1 ? `${names.length} filer: ${names.join(", ")}` : (names[0] ?? "");
    };
    input.addEventListener("change", show);
    // The browser may remember what was chosen before the page was left.
    if (input.files?.length) show();
  }
}
