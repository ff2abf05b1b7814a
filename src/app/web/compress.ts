import { promisify } from "node:util";
import { constants, gzip, gzipSync } from "node:zlib";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

const gzipped = promisify(gzip);
/** Signs below which compressing costs more than it saves. */
const worthwhile = 1400;
/** Signs up to which the work is done at once: half a millisecond, less than handing it over to another thread and back. */
const small = 200_000;
const options = { level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 };

/**
 * Answers with a text, as gzip where the browser takes it. Fast rather than small: what is sent is made for one person once. (Form tokens
 * are masked anew each time, so the size of a page tells nothing.) The text never becomes a stream: that costs as much as making the page.
 */
export async function sendText(c: Context, text: string, type: string, status: ContentfulStatusCode = 200): Promise<Response> {
  const headers = { "content-type": type, vary: "Accept-Encoding" };
  const isWanted = /\bgzip\b/u.test(c.req.header("accept-encoding") ?? "") && c.req.method !== "HEAD";
  if (!isWanted || text.length < worthwhile) return c.body(text, status, headers);
  const sent = text.length <= small ? gzipSync(text, options) : await gzipped(text, options);
  return c.body(sent, status, { ...headers, "content-encoding": "gzip" });
}

/** Answers with a value as JSON. */
export function sendJson(c: Context, value: unknown, status: ContentfulStatusCode = 200): Promise<Response> {
  return sendText(c, JSON.stringify(value), "application/json", status);
}
