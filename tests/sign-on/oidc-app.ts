import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { SignOnMapping } from "../../src/platform/access/sign-on/mapping.ts";
import type { Assurance } from "../../src/platform/access/sign-on/provider.ts";
import type { WebConfig } from "../../src/app/web/config.ts";
import type { Route } from "../../src/ui/page.tsx";
import { startTestApp } from "../support/app.ts";
import type { TestApp } from "../support/app.ts";
import type { TestDatabase } from "../support/database.ts";
import { clientId, clientSecret } from "./provider.ts";

/** A mapping for the tests: Swedish names of claims, as a municipality has them. */
const mapping: SignOnMapping = {
  subject: "sub",
  name: "name",
  title: "title",
  scope: "openid profile",
  municipality: { claim: "kommunkod" },
  roles: {
    claim: "groups",
    values: {
      "SOC-HANDLAGGARE": "caseworker",
      "SOC-CHEF": ["team_leader", "caseworker"],
      "SOC-KVALITET": "analyst",
      "IT-DRIFT": "operator",
    },
  },
  unit: { claim: "enhet" },
};

export type OpenIdAppOptions = {
  readonly issuer: string;
  readonly mapping?: Partial<SignOnMapping>;
  readonly assurance?: Assurance;
  readonly routes?: readonly Route[];
  readonly config?: Partial<WebConfig>;
  /** Told the address before the app starts. */
  readonly before?: (address: string) => void;
};

/** Starts the web with the municipality's sign-on. Tokens carry the real time, so its clock shows it too. */
export async function startOpenIdApp(database: TestDatabase, options: OpenIdAppOptions): Promise<TestApp> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  options.before?.(address);
  return startTestApp(database, {
    now: new Date(),
    ...(options.routes ? { routes: options.routes } : {}),
    config: {
      port,
      baseUrl: new URL(address),
      trustProxy: true,
      openId: {
        issuer: options.issuer,
        clientId,
        clientSecret,
        mapping: { ...mapping, ...options.mapping },
        ...(options.assurance ? { assurance: options.assurance } : {}),
      },
      ...options.config,
    },
  });
}

/** A port of 127.0.0.1 that nobody has. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
