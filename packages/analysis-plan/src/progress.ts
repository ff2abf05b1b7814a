/** A line of progress on a terminal for work that takes its time. */

/** Milliseconds before anything is said. */
const patience = 2000;

export type ProgressLine = { readonly onProgress: (done: number, total: number, next: string) => void; readonly clear: () => void };

/**
 * Overwrites one line of `stream` with what is done, from two seconds on; writes nothing where the stream is no terminal. `now` gives
 * milliseconds. `clear` takes the line away. Errors: none.
 */
export function progressLine(
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  now: () => number,
  line: (done: number, total: number, next: string) => string = (done, total, next) => `${done} of ${total}: ${next}`,
): ProgressLine {
  const start = now();
  let isShown = false;
  return {
    onProgress: (done, total, next) => {
      if (stream.isTTY !== true || now() - start < patience) return;
      isShown = true;
      stream.write(`\r\u001B[K${line(done, total, next)}`);
    },
    clear: () => {
      if (isShown) stream.write("\r\u001B[K");
    },
  };
}
