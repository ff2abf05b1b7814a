import type { Hono } from "hono";
import { isOwnOrigin, ownPath } from "../../platform/access/sign-on/csrf.ts";
import { demoStaff } from "../../platform/access/sign-on/staff.ts";
import { FrontPage } from "./pages/front.tsx";
import type { FrontState } from "./pages/front.tsx";
import { menuOf } from "../web/render.tsx";
import { named, ownOrigin, pageResponse, visitOf } from "../web/services.ts";
import type { WebContext, WebEnv, WebServices } from "../web/services.ts";

/** The first page, and the word of a page that somebody is still there. */
export function addFrontPage(app: Hono<WebEnv>, services: WebServices): void {
  app.get("/", (c) => frontPage(services, named(c, "/")));
  app.post("/session/fortsatt", async (c) => {
    named(c, "/session/fortsatt");
    if (!isOwnOrigin(c.req.raw.headers, ownOrigin(services.config, c))) return c.body(null, 403);
    return c.body(null, (await visitOf(services, c))?.session.state === "active" ? 204 : 401);
  });
}

async function frontPage(services: WebServices, c: WebContext): Promise<Response> {
  const visit = await visitOf(services, c);
  if (visit?.session.state === "active") {
    return c.redirect(menuOf(services.routes, visit, "/")[0]?.href ?? "/mina-inloggningar", 303);
  }
  const demos = await services.municipalities.demos();
  const wanted = c.req.query("kommun");
  const demo = demos.find((d) => d.code === wanted) ?? demos[0];
  const people = demo ? await demoStaff(services.door.db, demo.id) : [];
  const body = (
    <FrontPage
      demo={demo}
      demos={demos}
      people={people}
      openId={services.provider !== null}
      back={ownPath(c.req.query("tillbaka"))}
      state={stateOf(c.req.query("utloggad"), c.req.query("tillbaka"))}
    />
  );
  return pageResponse(services, c, visit, { title: "Välkommen", municipality: demo ?? null, body });
}

function stateOf(out: string | undefined, back: string | undefined): FrontState {
  if (out === "sparat") return "parked";
  if (out === "har") return "signed-out-here";
  if (out) return "signed-out";
  return back ? "sign-on-needed" : "new";
}
