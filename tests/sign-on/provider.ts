import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { PlainBrowser } from "../support/app.ts";

type Account = Record<string, unknown> & { sub: string };
type ProviderClass = new (
  issuer: string,
  configuration: object,
) => { callback(): (request: IncomingMessage, response: ServerResponse) => void };

export const clientId = "fortrogen";
export const clientSecret = "a-secret-for-tests-that-is-long-enough";

export type TestProvider = {
  readonly issuer: string;
  /** Who exists there, by user name. Change it to change what the next sign-on says. */
  readonly accounts: Map<string, Account>;
  /** Allows one more client address (the app's port is not known until it has started). */
  allow(appAddress: string): void;
  /** Signs in at the provider's own pages, with its forms; gives the address the provider sends the person back to. */
  signIn(authorizationUrl: string, userName: string, browser?: PlainBrowser): Promise<string>;
  /** Signs off at the provider's own pages: it then tells its clients by the back channel. */
  signOff(browser: PlainBrowser): Promise<void>;
  close(): Promise<void>;
};

/** Starts a real OpenID provider (`oidc-provider`) on 127.0.0.1. */
export async function startProvider(): Promise<TestProvider> {
  const Provider = (createRequire(import.meta.url)("oidc-provider") as { default: ProviderClass }).default;
  const accounts = new Map<string, Account>();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: ["http://127.0.0.1/logga-in/retur"],
    post_logout_redirect_uris: ["http://127.0.0.1/"],
    grant_types: ["authorization_code"],
    response_types: ["code"],
  };
  const allow = (address: string) => {
    const provider = new Provider(issuer, {
      clients: [
        {
          ...client,
          redirect_uris: [`${address}/logga-in/retur`],
          post_logout_redirect_uris: [`${address}/`],
          backchannel_logout_uri: `${address}/logga-ut/bakkanal`,
        },
      ],
      claims: { openid: ["sub"], profile: ["name", "title", "groups", "kommunkod", "enhet", "pnr", "personnummer", "department"] },
      features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true }, backchannelLogout: { enabled: true } },
      // It refuses to speak to addresses of its own machine, where the app of a test is.
      fetch: (url: string, { dispatcher: _, ...options }: RequestInit & { dispatcher?: unknown }) => fetch(url, options),
      pkce: { required: () => true },
      findAccount: (_context: unknown, id: string) => {
        const account = accounts.get(id);
        return account && { accountId: id, claims: () => account };
      },
    });
    server.removeAllListeners("request");
    server.on("request", provider.callback());
  };
  allow("http://127.0.0.1");
  return {
    issuer,
    accounts,
    allow,
    signIn: (url, userName, browser = new PlainBrowser(issuer)) => signInAt(issuer, url, userName, browser),
    signOff: (browser) => signOffAt(issuer, browser),
    close: () => closed(server),
  };
}

async function signOffAt(issuer: string, browser: PlainBrowser): Promise<void> {
  const html = await (await browser.get("/session/end")).text();
  const xsrf = /name="xsrf" value="([^"]+)"/u.exec(html)?.[1] ?? "";
  const answer = await browser.post(`${issuer}/session/end/confirm`, { xsrf, logout: "yes" });
  if (answer.status >= 400) throw new Error(`The provider did not sign off (${answer.status}).`);
}

async function signInAt(issuer: string, url: string, userName: string, browser: PlainBrowser): Promise<string> {
  let answer = await browser.get(url);
  for (let step = 0; step < 10; step++) {
    const location = answer.headers.get("location");
    if (location) {
      const next = new URL(location, issuer);
      if (next.origin !== new URL(issuer).origin) return next.href;
      answer = await browser.get(next.href);
      continue;
    }
    const html = await answer.text();
    const prompt = /name="prompt" value="(\w+)"/u.exec(html)?.[1] ?? "login";
    const action = /action="([^"]+)"/u.exec(html)?.[1] ?? "";
    answer = await browser.post(action, prompt === "login" ? { prompt, login: userName, password: "x" } : { prompt });
  }
  throw new Error(`The provider gave no way back (${answer.status}).`);
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
