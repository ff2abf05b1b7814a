import { createHmac } from "node:crypto";
import type { Carried, Carrier } from "../../core/post.ts";

export type WebhookSettings = { readonly url: URL; readonly secret: string };

const longestWait = 20_000;
/** What may be taken another time: too early, too many, or the other side's own trouble. */
const passing = new Set([408, 409, 423, 425, 429]);

/** What the receiver checks: HMAC-SHA256, in hexadecimal, of the moment (ISO 8601), a point and the body. */
export function signatureOf(secret: string, moment: string, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${moment}.${body}`).digest("hex")}`;
}

/**
 * Hands a message to the operator's SMS service: POST with JSON `{ id, to, text }`, signed. `Idempotency-Key` is the message's identifier, and
 * the receiver must send once for each: what was interrupted is given again. Redirections are not followed.
 */
export function makeWebhook({ url, secret }: WebhookSettings): Carrier {
  return {
    isIdempotent: true,
    async carry({ id, to, text }, at): Promise<Carried> {
      const body = JSON.stringify({ id, to, text });
      const moment = at.toISOString();
      try {
        const answer = await fetch(url, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "idempotency-key": id,
            "fortrogen-moment": moment,
            "fortrogen-signature": signatureOf(secret, moment, body),
          },
          body,
          redirect: "manual",
          signal: AbortSignal.timeout(longestWait),
        });
        // What it says is nothing to us, and may be without end.
        await answer.body?.cancel();
        return outcomeOf(answer.status);
      } catch (cause) {
        return { outcome: "inte nu", fault: cause instanceof Error && cause.name === "TimeoutError" ? "timeout" : "unreachable" };
      }
    },
  };
}

function outcomeOf(status: number): Carried {
  if (status >= 200 && status < 300) return { outcome: "skickat", fault: null };
  const fault = `http ${status}`;
  // Not signed in and not found are faults of the settings, which the operator mends; the message is not to blame.
  const isRefused = status >= 400 && status < 500 && !passing.has(status) && ![401, 403, 404].includes(status);
  return { outcome: isRefused ? "nekat" : "inte nu", fault };
}
