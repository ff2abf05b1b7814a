import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { CryptoKey, JWK, JWTPayload } from "jose";
import type { PlainBrowser } from "../support/app.ts";
import { clientId, clientSecret } from "./provider.ts";

/** How the next ID token is signed: as it should be, or as an attacker would. */
export type Forgery =
  "none of it" | "another key" | "the client's secret" | "no signature" | "changed claims" | "a key in the token" | "a cut signature";

/** A provider that answers whatever the test tells it: for what a real one never does. */
export type ForgingProvider = {
  readonly issuer: string;
  /** Signs a token with the provider's key. */
  sign(claims: JWTPayload, header?: Record<string, unknown>): Promise<string>;
  forge(claims: JWTPayload, forgery: Forgery, header?: Record<string, unknown>): Promise<string>;
  /** Goes through a sign-on; the ID token has these claims beside the usual. Gives the app's answer to the way back. */
  signOn(browser: PlainBrowser, claims: JWTPayload, forgery?: Forgery, headers?: Record<string, string>): Promise<Response>;
  /** The last address that somebody was sent to. */
  readonly asked: URL | undefined;
  /** The provider goes down, or comes back. */
  setDown(down: boolean): void;
  close(): Promise<void>;
};

const second = 1000;

/** Starts it on 127.0.0.1. */
export async function startForgingProvider(): Promise<ForgingProvider> {
  const [own, foreign] = [await generateKeyPair("RS256", { extractable: true }), await generateKeyPair("RS256", { extractable: true })];
  const ownJwk: JWK = { ...(await exportJWK(own.publicKey)), kid: "one", alg: "RS256", use: "sig" };
  const tokens = new Map<string, string>();
  let down = false;
  let sent = 0;
  const server = createServer((request, response) => {
    if (down) {
      request.destroy();
      return;
    }
    const answer = (body: object) => response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    const path = new URL(request.url ?? "/", issuer).pathname;
    if (path === "/.well-known/openid-configuration") answer(metadata);
    else if (path === "/jwks") answer({ keys: [ownJwk] });
    else if (path === "/token")
      void bodyOf(request).then((form) =>
        answer({ access_token: "opaque", token_type: "Bearer", expires_in: 60, id_token: tokens.get(form.get("code") ?? "") ?? "" }),
      );
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    end_session_endpoint: `${issuer}/end`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256", "HS256", "none"],
  };
  const signWith = (key: CryptoKey | Uint8Array, claims: JWTPayload, header: object) =>
    new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "one", ...header }).sign(key);
  const forge = async (claims: JWTPayload, forgery: Forgery, header: Record<string, unknown> = {}) => {
    switch (forgery) {
      case "another key":
        return signWith(foreign.privateKey, claims, header);
      case "a key in the token":
        return signWith(foreign.privateKey, claims, { ...header, jwk: await exportJWK(foreign.publicKey) });
      case "the client's secret":
        return signWith(new TextEncoder().encode(clientSecret), claims, { ...header, alg: "HS256" });
      case "no signature":
        return `${part({ alg: "none", ...header })}.${part(claims)}.`;
      case "changed claims": {
        const [head, , signature] = (await signWith(own.privateKey, { ...claims, sub: "nobody" }, header)).split(".");
        return `${head}.${part(claims)}.${signature}`;
      }
      case "a cut signature":
        return (await signWith(own.privateKey, claims, header)).split(".").slice(0, 2).join(".") + ".";
      case "none of it":
        return signWith(own.privateKey, claims, header);
    }
  };
  const provider = {
    issuer,
    asked: undefined as URL | undefined,
    sign: (claims: JWTPayload, header: Record<string, unknown> = {}) => signWith(own.privateKey, claims, header),
    forge,
    async signOn(browser: PlainBrowser, claims: JWTPayload, forgery: Forgery = "none of it", headers: Record<string, string> = {}) {
      // Each from an address of its own, so that many failures in one test are not refused as a flood.
      const from = { "x-forwarded-for": `10.${++sent >> 8}.${sent & 255}.7`, ...headers };
      const asked = new URL((await browser.get("/logga-in", from)).headers.get("location") ?? "");
      provider.asked = asked;
      const now = Math.floor(Date.now() / second);
      const nonce = asked.searchParams.get("nonce");
      const code = randomUUID();
      const token = await forge({ iss: issuer, aud: clientId, iat: now, exp: now + 300, nonce, ...claims }, forgery);
      tokens.set(code, token);
      return browser.get(`/logga-in/retur?code=${code}&state=${asked.searchParams.get("state")}`, from);
    },
    setDown(now: boolean) {
      down = now;
      if (now) server.closeAllConnections();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return provider;
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const piece of request) parts.push(piece as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString("utf8"));
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
