import { promisify } from "node:util";
import { constants, gzip } from "node:zlib";
import type { MiddlewareHandler } from "hono";

const gzipped = promisify(gzip);
const worthwhile = 1400;
const compressible = /^(text\/html|application\/(problem\+)?json)/u;

/**
 * Sends pages and JSON as gzip. Fast rather than small: what is sent is made for one person once. The work is done
 * beside the program's own thread. (Form tokens are masked anew each time, so the size of a page tells nothing.)
 */
export const compressPages: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers, status } = c.res;
  if (!compressible.test(headers.get("content-type") ?? "") || headers.has("content-encoding")) return;
  if (!/\bgzip\b/u.test(c.req.header("accept-encoding") ?? "") || c.req.method === "HEAD") return;
  const body = Buffer.from(await c.res.arrayBuffer());
  const small = body.length < worthwhile;
  const sent = small ? body : await gzipped(body, { level: constants.Z_BEST_SPEED });
  const kept = new Headers(headers);
  kept.delete("content-length");
  if (!small) kept.set("content-encoding", "gzip");
  kept.append("vary", "Accept-Encoding");
  c.res = undefined;
  c.res = new Response(new Uint8Array(sent), { status, headers: kept });
};
