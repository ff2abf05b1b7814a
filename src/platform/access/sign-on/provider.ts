import { decodeProtectedHeader } from "jose";
import * as oidc from "openid-client";
import { z } from "zod";
import type { Problem } from "../../basics/result.ts";
import { identityOf, isPlain, standingOf } from "./mapping.ts";
import type { Identity, NumberReader, SignOnMapping, Standing } from "./mapping.ts";
import type { SessionSource } from "./sessions.ts";
import { signingAlgorithms } from "./signatures.ts";

export type ProviderSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends the person back. */
  readonly redirectUri: string;
  readonly mapping: SignOnMapping;
  readonly assurance: Assurance;
  readonly readIdentityNumber: NumberReader;
};

/** How the person must have proved who they are; empty lists ask for nothing. */
export type Assurance = {
  /** Levels (`acr`), of which the token must carry one. They are asked for at the sign-on. */
  readonly acr: readonly string[];
  /** Methods (`amr`, RFC 8176), of which the token must carry every one. */
  readonly amr: readonly string[];
};

/** What must be remembered while the person is at the provider; kept sealed in the person's own browser. */
export const pendingSignOn = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), back: z.string() });
type PendingSignOn = z.infer<typeof pendingSignOn>;

/** What came of a sign-on. One that is refused may still say what the directory has made of the person: nothing, perhaps. */
type Finished =
  | { readonly ok: true; readonly identity: Identity; readonly idToken: string | null; readonly source: SessionSource }
  | { readonly ok: false; readonly problem: Problem; readonly standing: Standing | null };

/** The municipality's sign-on: OpenID Connect, authorization code with PKCE, state and nonce; the ID token's signature is checked. */
export type Provider = {
  start(back: string): Promise<{ url: URL; pending: PendingSignOn }>;
  finish(callback: URL, pending: PendingSignOn): Promise<Finished>;
  /** Where to sign off at the provider too, when it can. */
  signOffUrl(idToken: string | null, back: string): Promise<URL | undefined>;
  /** What the provider says of itself; for the check of its logout tokens. */
  metadata(): Promise<oidc.ServerMetadata>;
};

const refused = {
  code: "sign-on-failed",
  message: "Inloggningen gick inte att slutföra.",
  hint: "Börja om från startsidan. Händer det igen: kontakta systemförvaltaren.",
};
const tooWeak = {
  code: "sign-on-too-weak",
  message: "Du loggade in på ett sätt som inte räcker för Förtrogen.",
  hint: "Logga in igen med e-legitimation eller kort, så som kommunen har bestämt.",
};
const unreachable = {
  code: "sign-on-unreachable",
  message: "Kommunens inloggningstjänst svarar inte just nu.",
  hint: "Försök igen om en stund.",
};

/** Makes the sign-on of one provider. Its metadata is fetched at the first sign-on, so that Förtrogen starts when it is down. */
export function makeProvider(settings: ProviderSettings): Provider {
  let found: Promise<oidc.Configuration> | undefined;
  const configuration = async () => {
    found ??= discover(settings);
    try {
      return await found;
    } catch (error) {
      found = undefined;
      throw error;
    }
  };
  return {
    async start(back) {
      const config = await configuration();
      const pending = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), back };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: settings.redirectUri,
        scope: settings.mapping.scope,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: "S256",
        ...(settings.assurance.acr.length > 0 ? { acr_values: settings.assurance.acr.join(" ") } : {}),
      });
      return { url, pending };
    },
    async finish(callback, pending) {
      try {
        return await exchange(await configuration(), settings, callback, pending);
      } catch (error) {
        if (isUnreachable(error)) return { ok: false, problem: unreachable, standing: null };
        // Wrong state, wrong nonce, used code, a signature that is not the provider's, a refusing provider: one answer to all of them.
        if (isOf(error)) return { ok: false, problem: refused, standing: null };
        throw error;
      }
    },
    async signOffUrl(idToken, back) {
      const config = await configuration();
      if (!config.serverMetadata().end_session_endpoint) return undefined;
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: back, ...(idToken ? { id_token_hint: idToken } : {}) });
    },
    metadata: async () => (await configuration()).serverMetadata(),
  };
}

async function exchange(config: oidc.Configuration, settings: ProviderSettings, callback: URL, pending: PendingSignOn): Promise<Finished> {
  const address = new URL(settings.redirectUri);
  address.search = callback.search;
  const tokens = await oidc.authorizationCodeGrant(config, address, {
    pkceCodeVerifier: pending.verifier,
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  const idToken = tokens.id_token;
  if (!claims || !idToken || !signingAlgorithms.includes(decodeProtectedHeader(idToken).alg ?? ""))
    return { ok: false, problem: refused, standing: null };
  if (!isStrongEnough(settings.assurance, claims)) return { ok: false, problem: tooWeak, standing: null };
  const more = config.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
  const all = { ...more, ...claims };
  const identity = identityOf(settings.mapping, claims.iss, all, settings.readIdentityNumber);
  if (!identity.ok) return { ok: false, problem: identity.error, standing: standingOf(settings.mapping, claims.iss, all) };
  const sid = claims["sid"] ?? null;
  if (![claims.sub, sid ?? "-"].every(isStorable)) return { ok: false, problem: refused, standing: null };
  const source = { subject: `${claims.iss}|${claims.sub}`, sid: sid as string | null };
  return { ok: true, identity: identity.value, idToken, source };
}

/** Only the signed token counts: what the provider says elsewhere of how the person signed on is not believed. */
function isStrongEnough({ acr, amr }: Assurance, claims: Readonly<Record<string, unknown>>): boolean {
  const level = claims["acr"];
  const methods = Array.isArray(claims["amr"]) ? (claims["amr"] as unknown[]) : [];
  return (acr.length === 0 || (typeof level === "string" && acr.includes(level))) && amr.every((method) => methods.includes(method));
}

function isStorable(value: unknown): boolean {
  return typeof value === "string" && isPlain(value);
}

function discover(settings: ProviderSettings): Promise<oidc.Configuration> {
  const issuer = new URL(settings.issuer);
  // A provider without TLS is accepted on this machine only: for development and tests.
  const local = issuer.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(issuer.hostname);
  return oidc.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
    timeout: 10,
    // The token comes straight from the provider; its signature is checked all the same, so that nothing between can change it.
    execute: [oidc.enableNonRepudiationChecks, ...(local ? [oidc.allowInsecureRequests] : [])],
  });
}

function isUnreachable(error: unknown): boolean {
  return (
    (error instanceof TypeError && error.message === "fetch failed") ||
    (error instanceof oidc.ClientError && error.code === "OAUTH_TIMEOUT")
  );
}

function isOf(error: unknown): boolean {
  return (
    error instanceof oidc.ClientError ||
    error instanceof oidc.AuthorizationResponseError ||
    error instanceof oidc.ResponseBodyError ||
    error instanceof oidc.WWWAuthenticateChallengeError
  );
}
