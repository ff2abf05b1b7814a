type News = { value: number; max: number; text: string; done?: string };

/** Asks for news about something that is going on, until it is done. Without JavaScript the page is reloaded by hand. */
export function followProgress(): void {
  for (const box of document.querySelectorAll<HTMLElement>("[data-poll]")) {
    const bar = box.querySelector("progress");
    const text = box.querySelector("[data-progress-text]");
    const next = async (): Promise<void> => {
      const answer = await fetch(box.dataset["poll"] ?? "", { headers: { "x-fortrogen-poll": "1" } });
      if (answer.status === 401) return location.reload();
      if (answer.ok) {
        const news = (await answer.json()) as News;
        if (bar) {
          bar.max = Math.max(news.max, 1);
          bar.value = news.value;
        }
        if (text && text.textContent !== news.text) text.textContent = news.text;
        if (news.done?.startsWith("/")) return location.assign(news.done);
      }
      setTimeout(() => void next().catch(() => undefined), 1000);
    };
    void next().catch(() => undefined);
  }
}
