import * as oidc from "openid-client";
import { z } from "zod";
import { failed, ok } from "../../core/result.ts";
import type { Result } from "../../core/result.ts";
import { identityOf } from "./mapping.ts";
import type { Identity, SignOnMapping } from "./mapping.ts";

export type ProviderSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends the person back. */
  readonly redirectUri: string;
  readonly mapping: SignOnMapping;
};

/** What must be remembered while the person is at the provider; kept sealed in the person's own browser. */
export const pendingSignOn = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), back: z.string() });
export type PendingSignOn = z.infer<typeof pendingSignOn>;

/** The municipality's sign-on: OpenID Connect, authorization code with PKCE, state and nonce. */
export type Provider = {
  start(back: string): Promise<{ url: URL; pending: PendingSignOn }>;
  finish(callback: URL, pending: PendingSignOn): Promise<Result<{ identity: Identity; idToken: string | null }>>;
  /** Where to sign off at the provider too, when it can. */
  signOffUrl(idToken: string | null, back: string): Promise<URL | undefined>;
};

const refused = {
  code: "sign-on-failed",
  message: "Inloggningen gick inte att slutföra.",
  hint: "Börja om från startsidan. Händer det igen: kontakta systemförvaltaren.",
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
      });
      return { url, pending };
    },
    async finish(callback, pending) {
      const config = await configuration();
      const checks = {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      };
      const address = new URL(settings.redirectUri);
      address.search = callback.search;
      try {
        const tokens = await oidc.authorizationCodeGrant(config, address, checks);
        const claims = tokens.claims();
        if (!claims) return failed(refused);
        const more = config.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub) : {};
        const identity = identityOf(settings.mapping, claims.iss, { ...more, ...claims });
        return identity.ok ? ok({ identity: identity.value, idToken: tokens.id_token ?? null }) : identity;
      } catch (error) {
        // Wrong state, wrong nonce, used code, a refusing provider: one answer to all of them.
        if (isOf(error)) return failed(refused);
        throw error;
      }
    },
    async signOffUrl(idToken, back) {
      const config = await configuration();
      if (!config.serverMetadata().end_session_endpoint) return undefined;
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: back, ...(idToken ? { id_token_hint: idToken } : {}) });
    },
  };
}

function discover(settings: ProviderSettings): Promise<oidc.Configuration> {
  const issuer = new URL(settings.issuer);
  // A provider without TLS is accepted on this machine only: for development and tests.
  const local = issuer.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(issuer.hostname);
  return oidc.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
    timeout: 10,
    ...(local ? { execute: [oidc.allowInsecureRequests] } : {}),
  });
}

function isOf(error: unknown): boolean {
  return (
    error instanceof oidc.ClientError ||
    error instanceof oidc.AuthorizationResponseError ||
    error instanceof oidc.ResponseBodyError ||
    error instanceof oidc.WWWAuthenticateChallengeError
  );
}
