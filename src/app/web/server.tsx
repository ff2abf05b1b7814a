import { Hono } from "hono";
import { newId } from "../../platform/basics/identifiers.ts";
import { callOperation, problemResponse } from "./api.ts";
import { ApiPage } from "./pages/api.tsx";
import { aboutPages } from "./pages/about.tsx";
import { StylePage } from "./pages/style.tsx";
import { assetResponse, favicon } from "../../ui/assets.ts";
import { sendJson } from "./compress.ts";
import { plainError } from "./error-pages.tsx";
import { answerFault } from "./faults.tsx";
import { policyOfFiles, securityHeaders } from "./headers.ts";
import { openApiOf } from "./openapi.ts";
import { addWatchPages } from "./watch-pages.ts";
import { refuseDeclared, usualBodyLimit } from "./read-body.ts";
import { errorResponse, ownOrigin, pageResponse, visitOf } from "./services.ts";
import type { WebContext, WebEnv, WebServices } from "./services.ts";
import { showRoute, submitRoute } from "./serve-route.ts";
import type { Route } from "../../ui/page.tsx";

/** The whole web of Förtrogen as one function from request to answer. */
export async function createApp(services: WebServices): Promise<Hono<WebEnv>> {
  const app = new Hono<WebEnv>();
  frameEachRequest(app, services);
  app.get("/tillgangar/:name", (c) => {
    c.set("template", "/tillgangar/:name");
    return assetResponse(services.assets, c.req.param("name"), c.req.header("accept-encoding") ?? "") ?? c.notFound();
  });
  app.get("/favicon.svg", (c) => c.body(favicon, 200, { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" }));
  addWatchPages(app, services);
  await services.addWaysIn(app, services);
  addOpenPages(app, services);
  addApi(app, services);
  for (const route of [...services.routes].sort(exactFirst)) addRoute(app, services, route);
  app.notFound((c) => answerUnknown(services, c));
  app.onError((error, c) => answerFault(services, c, error));
  return app;
}

async function answerUnknown(services: WebServices, c: WebContext): Promise<Response> {
  const message = "Adressen kan vara felskriven, eller så har sidan tagits bort.";
  if (c.req.path.startsWith("/api/")) return problemResponse(c, 404, { code: "not-found", message });
  return errorResponse(services, c, await visitOf(services, c, { touch: false }), plainError(404, "Sidan finns inte", message));
}

/** What is asked all the time and tells nothing: counted, not logged. */
const quiet = new Set(["/tillgangar/:name", "/halsa", "/redo", "/matt"]);

function frameEachRequest(app: Hono<WebEnv>, services: WebServices): void {
  const headers = Object.entries(securityHeaders(services.config));
  app.use(async (c, next) => {
    const started = performance.now();
    c.set("requestId", newId(services.door.clock()));
    c.set("template", "-");
    await next();
    for (const [name, value] of headers) c.res.headers.set(name, value);
    // The origin alone, so that the origin of a form can still be checked.
    if (c.get("isSecretAddress")) c.res.headers.set("referrer-policy", "strict-origin");
    if (c.get("isFile")) c.res.headers.set("content-security-policy", policyOfFiles);
    if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
    const milliseconds = Math.round(performance.now() - started);
    services.metrics.request(c.req.method, c.get("template"), c.res.status, milliseconds / 1000);
    if (quiet.has(c.get("template"))) return;
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
  const uploads = services.routes.flatMap(({ path, maxBodyBytes }) =>
    maxBodyBytes === undefined ? [] : [{ path: new RegExp(`^${path.replaceAll(/:[^/]+/g, "[^/]+")}$`), most: maxBodyBytes }],
  );
  app.use((c, next) => {
    // Whatever the method and the address: nothing larger than the largest that is taken there is begun with.
    refuseDeclared(c, uploads.find(({ path }) => path.test(c.req.path))?.most ?? usualBodyLimit);
    return next();
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
    app.post(route.path, (c) => {
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
  app.get("/api/openapi.json", (c) => sendJson(c, openApiOf(services.operations, services.routes, ownOrigin(services.config, c))));
  app.post("/api/actions/:name", (c) => callOperation(services, c, "action"));
  app.get("/api/queries/:name", (c) => callOperation(services, c, "query"));
  app.post("/api/queries/:name", (c) => callOperation(services, c, "query"));
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
