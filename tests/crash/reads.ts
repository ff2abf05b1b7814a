// Pages read while the drill strikes.
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Reply } from "../../bench/load/browser.ts";
import type { Write } from "./writes.ts";

/** What the readers have seen. */
export type Reading = {
  readonly pages: number;
  /** Pages that said ”Försök igen”. */
  readonly hit: number;
  readonly faults: readonly string[];
};

const readers = 6;

/** Reads pages of the cases that are written in, until told to stop. */
export function readOn(browsers: ReadonlyMap<string, Browser>, writes: readonly Write[]): { stop(): Promise<Reading>; hits(): number } {
  let isOver = false;
  const seen = { pages: 0, hit: 0 };
  const faults: string[] = [];
  const read = async (reader: number) => {
    for (let turn = reader; !isOver; turn += readers) {
      const write = writes[turn % writes.length];
      const browser = write && browsers.get(write.staffId);
      if (!browser) throw new Error("Nobody is signed in to read.");
      const path = turn % 2 === 0 ? "/arenden" : `/arenden/${String(write.input["caseId"])}`;
      const reply = await browser.get(path).catch(() => undefined);
      seen.pages += 1;
      const fault = faultOfPage(reply);
      if (fault) faults.push(`GET ${path}: ${fault}`);
      if (reply?.status === 503) seen.hit += 1;
      await pause(20);
    }
  };
  const running = Array.from({ length: readers }, (_, reader) => read(reader));
  return {
    hits: () => seen.hit,
    async stop() {
      isOver = true;
      await Promise.all(running);
      return { ...seen, faults };
    },
  };
}

/** What is wrong with the answer to somebody who reads while the database is lost: it is the page, or it says to try again and when. */
export function faultOfPage(reply: Pick<Reply, "status" | "headers" | "text"> | undefined): string | undefined {
  if (!reply) return "no answer";
  if (reply.status === 200) return undefined;
  if (reply.status !== 503) return `answered ${reply.status}`;
  if (!/^text\/html/.test(reply.headers["content-type"] ?? "")) return "503 that is no page";
  if (!(Number(reply.headers["retry-after"]) > 0)) return "503 that does not say when to try again";
  return reply.text().includes("Försök igen") ? undefined : "503 that does not say to try again";
}
