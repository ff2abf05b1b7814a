import { readMapping } from "../../platform/access/sign-on/mapping.ts";
import type { SignOnMapping } from "../../platform/access/sign-on/mapping.ts";
import type { Assurance } from "../../platform/access/sign-on/provider.ts";
import { usualLimits } from "../../platform/access/sign-on/sessions.ts";
import type { SessionLimits } from "../../platform/access/sign-on/sessions.ts";

/** How long the server waits for what is being sent, in milliseconds. */
export type Patience = {
  /** For the head of a request. */
  readonly head: number;
  /** For a whole form or JSON, which is small. */
  readonly body: number;
  /** For the next piece of an upload. */
  readonly piece: number;
  /** For any whole request, an upload over a slow line included. */
  readonly request: number;
};

/** How the web server is set up; everything comes from the environment (docs/operations.md). */
export type WebConfig = {
  readonly port: number;
  readonly host: string;
  /** The address people use. Without it the address of each request is taken, which is right on one's own machine. */
  readonly baseUrl: URL | null;
  readonly limits: SessionLimits;
  readonly openId: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly mapping: SignOnMapping;
    /** How the person must have proved who they are; nothing is asked for unless told. */
    readonly assurance?: Assurance;
  } | null;
  /** Believe `X-Forwarded-For` from the proxy in front. */
  readonly trustProxy: boolean;
  /** Where the operator's monitoring reads: a port of its own, or a token on the web's own port. Nowhere unless told. */
  readonly metrics?: { readonly port: number | null; readonly host: string; readonly token: string | null };
  /** How long to wait for what is being sent; `usualPatience` unless told. */
  readonly patience?: Patience;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment. @throws Error in Swedish that names the variable that is wrong. */
export function readWebConfig(env: Environment): WebConfig {
  const baseUrl = env["BASE_URL"] ? new URL(env["BASE_URL"]) : null;
  return {
    port: wholeNumber(env, "PORT", 3000),
    host: env["HOST"] ?? (baseUrl ? "0.0.0.0" : "127.0.0.1"),
    baseUrl,
    limits: {
      idleSeconds: 60 * wholeNumber(env, "SESSION_IDLE_MINUTES", usualLimits.idleSeconds / 60),
      absoluteSeconds: 60 * wholeNumber(env, "SESSION_MAX_MINUTES", usualLimits.absoluteSeconds / 60),
    },
    openId: openIdOf(env, baseUrl),
    trustProxy: env["TRUST_PROXY"] === "1",
    metrics: {
      port: env["METRICS_PORT"] ? wholeNumber(env, "METRICS_PORT", 0) : null,
      host: env["METRICS_HOST"] ?? "127.0.0.1",
      token: env["METRICS_TOKEN"] || null,
    },
  };
}

function openIdOf(env: Environment, baseUrl: URL | null): WebConfig["openId"] {
  const issuer = env["OIDC_ISSUER"];
  if (!issuer) return null;
  const missing = ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_MAPPING"].filter((name) => !env[name]);
  if (!baseUrl) missing.push("BASE_URL");
  if (missing.length > 0) throw new Error(`OIDC_ISSUER är satt, men dessa saknas: ${missing.join(", ")}.`);
  return {
    issuer,
    clientId: env["OIDC_CLIENT_ID"] ?? "",
    clientSecret: env["OIDC_CLIENT_SECRET"] ?? "",
    mapping: readMapping(env["OIDC_MAPPING"] ?? ""),
    assurance: { acr: wordsIn(env["OIDC_ACR_VALUES"]), amr: wordsIn(env["OIDC_AMR_VALUES"]) },
  };
}

/** Words with spaces between. */
function wordsIn(text: string | undefined): string[] {
  return (text ?? "").split(/\s+/u).filter((word) => word !== "");
}

/**
 * True where the demo may be loaded, shown and signed in to: only on one's own machine, without the municipality's sign-on and
 * without an address for others. It follows from the other settings and cannot be set.
 */
export function allowsDemo({ openId, baseUrl }: Pick<WebConfig, "openId" | "baseUrl">): boolean {
  return openId === null && baseUrl === null;
}

/** The settings of an environment that forbid the demo, by name; `allowsDemo` for those who serve nothing. */
export function settingsAgainstDemo(env: Environment): string[] {
  return ["OIDC_ISSUER", "BASE_URL"].filter((name) => env[name]);
}

function wholeNumber(env: Environment, name: string, usual: number): number {
  const text = env[name];
  if (text === undefined || text === "") return usual;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Error(`${name} ska vara ett heltal, men är ”${text}”.`);
  return number;
}
