import { createHmac } from "node:crypto";
import type { Carried, Carrier } from "../../core/post.ts";

export type WebhookSettings = { readonly url: URL; readonly secret: string };

const usualWait = 20_000;
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
export function makeWebhook(settings: WebhookSettings): Carrier {
  return {
    isIdempotent: true,
    async carry({ id, to, text }, at): Promise<Carried> {
      const answered = await postSigned(settings, JSON.stringify({ id, to, text }), at, { key: id });
      return "fault" in answered ? { outcome: "inte nu", fault: answered.fault } : outcomeOf(answered.status);
    },
  };
}

/** What was answered to a signed POST: its status with what was read of its text, or why there was no answer. */
export type Answered = { readonly status: number; readonly text: string } | { readonly fault: "timeout" | "unreachable" };

/** Sends a signed body. `key`: what the receiver knows the same again by. `longestAnswer`: so many bytes of the answer are read; none unless told. `longestWait`: for all of it, in milliseconds. Never throws. */
export async function postSigned(
  { url, secret }: WebhookSettings,
  body: string,
  at: Date,
  {
    key,
    longestAnswer = 0,
    longestWait = usualWait,
  }: { readonly key?: string; readonly longestAnswer?: number; readonly longestWait?: number } = {},
): Promise<Answered> {
  const moment = at.toISOString();
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key === undefined ? {} : { "idempotency-key": key }),
        "fortrogen-moment": moment,
        "fortrogen-signature": signatureOf(secret, moment, body),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(longestWait),
    });
    return { status: answer.status, text: await startOf(answer, longestAnswer) };
  } catch (cause) {
    return { fault: cause instanceof Error && cause.name === "TimeoutError" ? "timeout" : "unreachable" };
  }
}

/** The beginning of what was answered: the rest is nothing to us, and may be without end. */
async function startOf({ body }: Response, longest: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let read = 0;
  if (body && longest > 0)
    for await (const chunk of body) {
      chunks.push(chunk as Uint8Array);
      read += (chunk as Uint8Array).byteLength;
      if (read > longest) return "";
    }
  else await body?.cancel();
  return Buffer.concat(chunks).toString("utf8");
}

/** What the status of an answer means to a message. */
export function outcomeOf(status: number): Carried {
  if (status >= 200 && status < 300) return { outcome: "skickat", fault: null };
  const fault = `http ${status}`;
  // Not signed in and not found are faults of the settings, which the operator mends; the message is not to blame.
  const isRefused = status >= 400 && status < 500 && !passing.has(status) && ![401, 403, 404].includes(status);
  return { outcome: isRefused ? "nekat" : "inte nu", fault };
}
