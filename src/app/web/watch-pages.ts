import { createHash, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { Hono } from "hono";
import { problemOfOutage } from "../../platform/core/outages.ts";
import { problemResponse } from "./api.ts";
import { statusOf } from "./error-pages.tsx";
import type { Metrics } from "./metrics.ts";
import { named } from "./services.ts";
import type { WebEnv, WebServices } from "./services.ts";

/** What machines ask: whether the process lives (`/halsa`), whether it can work (`/redo`), and how it goes (`/matt`). */
export function addWatchPages(app: Hono<WebEnv>, services: WebServices): void {
  app.get("/halsa", (c) => named(c, "/halsa").json({ status: "ok" }));
  app.get("/redo", async (c) => {
    named(c, "/redo");
    const outage = await services.askReady();
    if (!outage) return c.json({ status: "ok" });
    const problem = problemOfOutage(outage, true);
    services.log({ level: "warn", message: "not ready", kind: outage.kind, code: outage.code });
    return problemResponse(c, statusOf(problem.code), problem);
  });
  const token = services.config.metrics?.token;
  if (!token) return;
  app.get("/matt", async (c) => {
    named(c, "/matt");
    if (!holdsToken(c.req.header("authorization"), token)) return c.notFound();
    return c.body(await services.metrics.text(), 200, { "content-type": services.metrics.contentType });
  });
}

/** Serves `/matt` and nothing else, for a port that only the operator's monitoring reaches. With a token it is asked for here too. */
export function makeMetricsServer(metrics: Metrics, token: string | null): Server {
  return createServer((request, response) => {
    const isAsked = request.method === "GET" && request.url === "/matt" && (!token || holdsToken(request.headers.authorization, token));
    if (!isAsked) return void response.writeHead(404).end();
    metrics.text().then(
      (text) => response.writeHead(200, { "content-type": metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
}

function holdsToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(header ?? ""), digest(`Bearer ${token}`));
}
