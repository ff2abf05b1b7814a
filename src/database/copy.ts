import type pg from "pg";
import { from, to } from "pg-copy-streams";
import type { CopyStreamQuery, CopyToStreamQuery } from "pg-copy-streams";

/**
 * `copy … from stdin` as a stream to write to. A lost connection or a row that is refused comes out as the stream's error, which may come
 * before, between and after whoever writes looks for it: it never ends the process, and nobody waits for a stream that has failed.
 */
export function copyIn(client: pg.ClientBase, statement: string): CopyStreamQuery {
  return endOnError(client.query(from(statement)));
}

/** `copy … to stdout` as a stream to read from; its errors are as those of `copyIn`. */
export function copyOut(client: pg.ClientBase, statement: string): CopyToStreamQuery {
  return endOnError(client.query(to(statement)));
}

/** The driver only tells of the error: without this the stream would go on being read from and written to. */
function endOnError<Copy extends CopyStreamQuery | CopyToStreamQuery>(copy: Copy): Copy {
  copy.on("error", (cause: Error) => copy.destroy(cause));
  return copy;
}
