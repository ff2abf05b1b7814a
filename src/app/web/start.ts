import { once } from "node:events";
import type { Server, ServerOptions } from "node:http";
import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { sql } from "kysely";
import type { Kysely } from "kysely";
import { makeProvider } from "../../platform/access/sign-on/provider.ts";
import type { Door } from "../../platform/core/door.ts";
import type { Clock } from "../../platform/basics/clock.ts";
import { stockholmDate } from "../../platform/basics/dates.ts";
import type { Database } from "../../platform/database/connect.ts";
import { DatabaseOutage, outageOf } from "../../platform/database/outage.ts";
import { makeReadinessProbe } from "../../platform/database/ready.ts";
import { settleClocks } from "../../casework/case/clocks.ts";
import { readIdentityNumber } from "../../platform/basics/identity-number.ts";
import type { Scanner } from "../../platform/files/scanner.ts";
import { buildAssets } from "../../ui/assets.ts";
import type { Assets } from "../../ui/assets.ts";
import { allowsDemo } from "./config.ts";
import type { WebConfig } from "./config.ts";
import type { Log } from "./log.ts";
import { makeMetrics } from "./metrics.ts";
import type { Metrics } from "./metrics.ts";
import { makeMunicipalities } from "./municipalities.ts";
import { makeCommandRunner } from "../../platform/jobs/child-process.ts";
import { isOfApi, loadOperations } from "./operations.ts";
import type { Route } from "../../ui/page.tsx";
import { usualPatience } from "./read-body.ts";
import type { Patience } from "./config.ts";
import { routes as allRoutes } from "./routes.ts";
import { createApp } from "./server.tsx";
import type { WebServices } from "./services.ts";
import { makeMetricsServer } from "./watch-pages.ts";

export type WebOptions = {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly config: WebConfig;
  readonly addWaysIn: WebServices["addWaysIn"];
  readonly log: Log;
  /** For commands in processes of their own; found in the environment unless told. */
  readonly database?: { readonly appUrl: string } | undefined;
  /** How messages may be sent; in no way unless told. */
  readonly channels?: readonly string[];
  /** Where what happens is counted; its own unless told. */
  readonly metrics?: Metrics;
  /** What drafts are sealed with; of this process alone unless given. */
  readonly draftKey?: Buffer | undefined;
  /** What personal links to surveys are made with; of this process alone unless given. */
  readonly linkKey?: Buffer | undefined;
  /** Where the tenants' own keys for signing lie; nothing is signed unless told. */
  readonly signingKeys?: string | undefined;
  /** What files that come in are looked through by; by nothing unless told. */
  readonly scanner?: Scanner | null | undefined;
  /** Instead of the routes table; for tests. */
  readonly routes?: readonly Route[];
  /** Looks at every answer before it is given; for tests. */
  readonly onAnswer?: Door["onAnswer"];
};

export type RunningWeb = {
  /** `http://localhost:3000` */
  readonly address: string;
  /** Where `/matt` is served on a port of its own. */
  readonly metricsAddress: string | null;
  /** Takes no new requests and waits for those under way, at most ten seconds. */
  close(): Promise<void>;
};

const longestFinish = 10_000;
let builtAssets: Assets | undefined;

/** Starts the web server. @throws what `listen` throws: the port may be taken (`EADDRINUSE`). */
export async function startWeb(options: WebOptions): Promise<RunningWeb> {
  const { db, clock, config, log } = options;
  builtAssets ??= buildAssets();
  const probe = options.database ? makeReadinessProbe(options.database.appUrl) : undefined;
  const metrics = options.metrics ?? makeMetrics(db, clock);
  const app = await createApp({
    door: {
      db,
      clock,
      settle: settleClocks,
      channels: options.channels ?? [],
      linkKey: options.linkKey ?? randomBytes(32),
      ...(options.signingKeys === undefined ? {} : { signingKeys: options.signingKeys }),
      ...(options.onAnswer ? { onAnswer: options.onAnswer } : {}),
    },
    config,
    assets: builtAssets,
    routes: options.routes ?? allRoutes,
    operations: (await loadOperations()).filter(isOfApi),
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
    addWaysIn: options.addWaysIn,
    log,
    draftKey: options.draftKey ?? randomBytes(32),
    runCommand: makeCommandRunner(log, options.database),
    scanner: options.scanner ?? null,
    metrics,
    askReady: () => (probe ? probe.ask() : askOn(db)),
  });
  const measured = config.metrics && config.metrics.port !== null ? makeMetricsServer(metrics, config.metrics.token) : undefined;
  if (measured) await listen(measured, config.metrics?.port ?? 0, config.metrics?.host ?? "127.0.0.1");
  return new Promise((resolve, reject) => {
    const listening = {
      fetch: app.fetch,
      port: config.port,
      hostname: config.host,
      serverOptions: patient(config.patience ?? usualPatience),
    };
    const server = serve(listening, (info: AddressInfo) => {
      const host = config.host === "0.0.0.0" || config.host === "::" ? "localhost" : config.host;
      resolve({ address: `http://${host}:${info.port}`, metricsAddress: addressOf(measured), close });
    });
    server.on("error", (error: Error) => {
      measured?.close();
      reject(error);
    });
    const close = async () => {
      measured?.close();
      await new Promise<void>((done) => {
        const timer = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), longestFinish);
        server.close(() => {
          clearTimeout(timer);
          done();
        });
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      });
      await probe?.close();
    };
  });
}

/** The server ends what a browser leaves hanging: a head or a body that never comes, a line that has gone silent. */
function patient({ head, request }: Patience): ServerOptions {
  return {
    headersTimeout: head,
    requestTimeout: request,
    connectionsCheckingInterval: Math.min(head, 5_000),
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
  };
}

async function askOn(db: Kysely<Database>): Promise<DatabaseOutage | undefined> {
  try {
    await sql`select 1`.execute(db);
    return undefined;
  } catch (error) {
    return outageOf(error) ?? new DatabaseOutage("lost", error);
  }
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  await once(server, "listening");
}

function addressOf(server: Server | undefined): string | null {
  const about = server?.address();
  return about && typeof about === "object" ? `http://${about.address}:${about.port}` : null;
}
