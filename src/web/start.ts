import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Kysely } from "kysely";
import { makeProvider } from "../access/sign-on/provider.ts";
import type { Clock } from "../core/clock.ts";
import { stockholmDate } from "../core/dates.ts";
import type { Database } from "../database/connect.ts";
import { readIdentityNumber } from "../people/rules.ts";
import { buildAssets } from "./assets.ts";
import type { Assets } from "./assets.ts";
import { allowsDemo } from "./config.ts";
import type { WebConfig } from "./config.ts";
import type { Log } from "./log.ts";
import { makeMunicipalities } from "./municipalities.ts";
import { makeCommandRunner } from "./own-process.ts";
import { loadOperations } from "./operations.ts";
import type { Route } from "./page.tsx";
import { routes as allRoutes } from "./routes.ts";
import { createApp } from "./server.tsx";

export type WebOptions = {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly config: WebConfig;
  readonly log: Log;
  /** For commands in processes of their own; found in the environment unless told. */
  readonly database?: { readonly appUrl: string } | undefined;
  /** Instead of the routes table; for tests. */
  readonly routes?: readonly Route[];
};

export type RunningWeb = {
  /** `http://localhost:3000` */
  readonly address: string;
  /** Takes no new requests and waits for those under way, at most ten seconds. */
  close(): Promise<void>;
};

const longestFinish = 10_000;
let builtAssets: Assets | undefined;

/** Starts the web server. @throws what `listen` throws: the port may be taken (`EADDRINUSE`). */
export async function startWeb(options: WebOptions): Promise<RunningWeb> {
  const { db, clock, config, log } = options;
  builtAssets ??= buildAssets();
  const app = await createApp({
    door: { db, clock },
    config,
    assets: builtAssets,
    routes: options.routes ?? allRoutes,
    operations: await loadOperations(),
    municipalities: makeMunicipalities(db, { demo: allowsDemo(config) }),
    provider: config.openId
      ? makeProvider({
          assurance: { acr: [], amr: [] },
          ...config.openId,
          redirectUri: new URL("/logga-in/retur", config.baseUrl ?? undefined).href,
          readIdentityNumber: (text) => {
            const read = readIdentityNumber({ text, today: stockholmDate(clock()) });
            return read.ok ? read.value.normalized : null;
          },
        })
      : null,
    log,
    runCommand: makeCommandRunner(log, options.database),
  });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, (info: AddressInfo) => {
      const host = config.host === "0.0.0.0" || config.host === "::" ? "localhost" : config.host;
      resolve({ address: `http://${host}:${info.port}`, close });
    });
    server.on("error", reject);
    const close = () =>
      new Promise<void>((done) => {
        const timer = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), longestFinish);
        server.close(() => {
          clearTimeout(timer);
          done();
        });
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      });
  });
}
