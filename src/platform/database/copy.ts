import type pg from "pg";
import { from, to } from "pg-copy-streams";
import type { CopyStreamQuery, CopyToStreamQuery } from "pg-copy-streams";

/**
 * `copy … from stdin` as a stream to write to. A lost connection or a row that is refused comes out as the stream's error, which may come
 * before, between and after whoever writes looks for it: it never ends the process, and nobody waits for a stream that has failed.
 */
export function copyIn(client: pg.ClientBase, statement: string): CopyStreamQuery {
  const copy = client.query(from(statement));
  // The driver's way to end the stream is to tell the server and wait for its answer: not when it was the server or the way to it that failed.
  const breakOff = copy._destroy.bind(copy);
  let hasFailed = false;
  copy._destroy = (cause, done) => (hasFailed ? done(cause) : breakOff(cause, done));
  copy.on("error", (cause: Error) => {
    hasFailed = true;
    copy.destroy(cause);
  });
  return copy;
}

/** `copy … to stdout` as a stream to read from; its errors are as those of `copyIn`. */
export function copyOut(client: pg.ClientBase, statement: string): CopyToStreamQuery {
  const copy = client.query(to(statement));
  copy.on("error", (cause: Error) => copy.destroy(cause));
  return copy;
}
