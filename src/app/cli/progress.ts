import type { BackupProgress } from "../../platform/database/backup/take.ts";

const number = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 1 });
const betweenLines = 100;
const megabyte = 1_000_000;

const lineStart = "\r\u001b[K";

/** Writes over the line of progress; nothing where nobody watches. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(lineStart + text);
}

/** Takes the line of progress away. */
export function clearProgress(): void {
  showProgress("");
}

/** A line on the terminal that tells how far the work has come, written over and over; nothing where nobody watches. */
export function progressLine(word: string): { readonly tell: (progress: BackupProgress) => void; end(): void } {
  let last = 0;
  return {
    tell({ table, tables, of, bytes }) {
      if (!process.stderr.isTTY || performance.now() - last < betweenLines) return;
      last = performance.now();
      showProgress(`${word} ${tables + 1} av ${of}: ${table}, ${megabytes(bytes)}`);
    },
    end: clearProgress,
  };
}

/** "12,3 MB" */
export function megabytes(bytes: number): string {
  return `${number.format(bytes / megabyte)} MB`;
}

/** "3,2 minuter" */
export function minutes(milliseconds: number): string {
  return `${number.format(milliseconds / 60_000)} minuter`;
}

/** Runs `work` with a signal that Ctrl-C and a stopping machine set. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const onStop = (): void => stop.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, onStop);
  try {
    return await work(stop.signal);
  } finally {
    for (const signal of signals) process.off(signal, onStop);
  }
}
