import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { sql } from "kysely";
import { newId } from "../core/identifiers.ts";
import { callOperation } from "./api.ts";
import { ApiPage } from "./pages/api.tsx";
import { aboutPages } from "./pages/about.tsx";
import { StylePage } from "./pages/style.tsx";
import { allowsDemo } from "./config.ts";
import { assetResponse, favicon } from "./assets.ts";
import { compressPages } from "./compress.ts";
import { faultPage, plainError } from "./error-pages.tsx";
import { securityHeaders } from "./headers.ts";
import { faultOf } from "./log.ts";
import { openApiOf } from "./openapi.ts";
import { errorResponse, ownOrigin, pageResponse, visitOf } from "./services.ts";
import type { WebContext, WebEnv, WebServices } from "./services.ts";
import { showRoute, submitRoute } from "./serve-route.ts";
import { addSignOn } from "./sign-on-pages.tsx";
import type { Route } from "./page.tsx";

const usualBodyLimit = 1024 * 1024;

/** The whole web of Förtrogen as one function from request to answer. */
export async function createApp(services: WebServices): Promise<Hono<WebEnv>> {
  const app = new Hono<WebEnv>();
  frameEachRequest(app, services);
  app.get(
    "/tillgangar/:name",
    (c) => assetResponse(services.assets, c.req.param("name"), c.req.header("accept-encoding") ?? "") ?? c.notFound(),
  );
  app.get("/favicon.svg", (c) => c.body(favicon, 200, { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" }));
  app.get("/halsa", async (c) => {
    await sql`select 1`.execute(services.door.db);
    return c.json({ status: "ok" });
  });
  addSignOn(app, services);
  // Beside the municipality's sign-on, or an address for others, the demo's way in is not even loaded.
  if (allowsDemo(services.config)) (await import("./demo-sign-on.tsx")).addDemoSignOn(app, services);
  addOpenPages(app, services);
  addApi(app, services);
  for (const route of [...services.routes].sort(exactFirst)) addRoute(app, services, route);
  app.notFound(async (c) =>
    errorResponse(
      services,
      c,
      await visitOf(services, c, { touch: false }),
      plainError(404, "Sidan finns inte", "Adressen kan vara felskriven, eller så har sidan tagits bort."),
    ),
  );
  app.onError(async (error, c) => {
    services.log({ level: "error", message: "fault", requestId: c.get("requestId"), route: c.get("template"), ...faultOf(error) });
    if (c.req.path.startsWith("/api/"))
      return c.json({ type: "about:blank", title: "Något gick fel hos oss.", status: 500, code: "fault" }, 500);
    return errorResponse(services, c, undefined, faultPage(c.get("requestId")));
  });
  return app;
}

function frameEachRequest(app: Hono<WebEnv>, services: WebServices): void {
  const headers = Object.entries(securityHeaders(services.config));
  app.use(async (c, next) => {
    const started = performance.now();
    c.set("requestId", newId(services.door.clock()));
    c.set("template", "-");
    await next();
    for (const [name, value] of headers) c.res.headers.set(name, value);
    if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
    if (c.req.path.startsWith("/tillgangar/") || c.req.path === "/halsa") return;
    const milliseconds = Math.round(performance.now() - started);
    services.log({
      level: "info",
      message: "request",
      requestId: c.get("requestId"),
      method: c.req.method,
      route: c.get("template"),
      status: c.res.status,
      milliseconds,
    });
  });
  app.use(compressPages);
}

function limitOf(services: WebServices, maxSize: number) {
  const text = `Det du skickade är för stort. Högst ${Math.floor(maxSize / 1024 / 1024)} MB tas emot.`;
  return bodyLimit({
    maxSize,
    onError: (c) => {
      // What is left of it is not read, so the connection cannot be used again.
      c.header("connection", "close");
      return errorResponse(services, c as WebContext, undefined, plainError(413, "För stort", text));
    },
  });
}

function addRoute(app: Hono<WebEnv>, services: WebServices, route: Route): void {
  const named = (c: WebContext) => c.set("template", route.path);
  if (route.method !== "POST") {
    app.get(route.path, (c) => {
      named(c);
      return showRoute(services, c, route);
    });
  }
  if (route.method !== "GET") {
    app.post(route.path, limitOf(services, route.maxBodyBytes ?? usualBodyLimit), (c) => {
      named(c);
      return submitRoute(services, c, route);
    });
  }
}

function addOpenPages(app: Hono<WebEnv>, services: WebServices): void {
  for (const page of aboutPages) {
    app.get(page.path, async (c) => {
      c.set("template", page.path);
      return pageResponse(services, c, await visitOf(services, c), { title: page.title, body: page.view() });
    });
  }
  app.get("/stil", async (c) => {
    c.set("template", "/stil");
    const [demo] = await services.municipalities.demos();
    if (!demo) return c.notFound();
    return pageResponse(services, c, await visitOf(services, c), {
      title: "Stil",
      municipality: demo,
      body: <StylePage address={new URL(c.req.url)} />,
    });
  });
}

function addApi(app: Hono<WebEnv>, services: WebServices): void {
  const limit = limitOf(services, usualBodyLimit);
  app.use("/api/*", (c, next) => {
    c.set(
      "template",
      c.req.path.startsWith("/api/actions/")
        ? "/api/actions/:name"
        : c.req.path.startsWith("/api/queries/")
          ? "/api/queries/:name"
          : c.req.path,
    );
    return next();
  });
  app.get("/api", async (c) =>
    pageResponse(services, c, await visitOf(services, c), {
      title: "Gränssnitt för program",
      body: <ApiPage operations={services.operations} />,
    }),
  );
  app.get("/api/openapi.json", (c) => c.json(openApiOf(services.operations, ownOrigin(services.config, c)) as never));
  app.post("/api/actions/:name", limit, (c) => callOperation(services, c, "action"));
  app.get("/api/queries/:name", (c) => callOperation(services, c, "query"));
  app.post("/api/queries/:name", limit, (c) => callOperation(services, c, "query"));
}

/** Hono takes the first address that fits: `/arenden/nytt` must stand before `/arenden/:caseId`. */
function exactFirst(a: Route, b: Route): number {
  const key = (route: Route) =>
    route.path
      .split("/")
      .map((part) => (part.startsWith(":") ? "~" : ` ${part}`))
      .join("/");
  return key(a) < key(b) ? -1 : 1;
}
