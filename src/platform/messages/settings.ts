import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readOutgoingUrl } from "../basics/outgoing-url.ts";
import { failed, ok } from "../basics/result.ts";
import type { Result } from "../basics/result.ts";
import type { Post } from "../core/post.ts";
import { makeDigitalPost } from "./carriers/digital-post.ts";
import { makeOutbox } from "./carriers/outbox.ts";
import { makeSmtp } from "./carriers/smtp.ts";
import type { SmtpSettings } from "./carriers/smtp.ts";
import { makeWebhook } from "./carriers/webhook.ts";
import type { WebhookSettings } from "./carriers/webhook.ts";
import { channels, readAddress } from "./channels.ts";
import type { Channel } from "./channels.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** How messages leave the house, as the operator has said it (docs/operations.md). */
export type MessageSettings = {
  readonly smtp: SmtpSettings | null;
  readonly sms: WebhookSettings | null;
  /** The supplier of digital post. */
  readonly letters: WebhookSettings | null;
  /** A folder that takes what has no other way. */
  readonly outbox: string | null;
  readonly phone: string | null;
};

/** Fewer signs than this are no secret. */
const shortestSecret = 32;

/**
 * Reads MESSAGE_OUTBOX, MESSAGE_PHONE, SMTP_…, SMS_… and DIGITAL_POST_…. Where the demo may be shown there is an outbox in the data folder unless another is
 * named. Problem: `settings-invalid`, which names the variable and never quotes it.
 */
export function readMessageSettings(env: Environment, { allowsDemo }: { readonly allowsDemo: boolean }): Result<MessageSettings> {
  try {
    const usual = allowsDemo && env["FORTROGEN_DATA"] ? join(env["FORTROGEN_DATA"], "outbox") : null;
    return ok({
      smtp: smtpOf(env),
      sms: signedPostOf("SMS", env["SMS_URL"], env["SMS_SECRET"]),
      letters: signedPostOf("DIGITAL_POST", env["DIGITAL_POST_URL"], env["DIGITAL_POST_SECRET"]),
      outbox: env["MESSAGE_OUTBOX"] || usual,
      phone: phoneOf(env),
    });
  } catch (fault) {
    if (!(fault instanceof WrongSetting)) throw fault;
    return failed({ code: "settings-invalid", message: fault.message, hint: "Se docs/operations.md." });
  }
}

/** The ways out that the settings give. */
export function openPost({ smtp, sms, letters, outbox, phone }: MessageSettings): Post {
  const files = outbox === null ? null : makeOutbox(outbox);
  const mail = smtp ? makeSmtp(smtp) : files;
  const text = sms ? makeWebhook(sms) : files;
  const letterBox = letters ? makeDigitalPost(letters) : files;
  const carriers = {
    ...(mail ? { "e-post": mail } : {}),
    ...(text ? { sms: text } : {}),
    ...(letterBox ? { "digital post": letterBox } : {}),
  };
  return { carriers, outbox: files, phone };
}

/** The channels that can be chosen. */
export function channelsOf({ carriers }: Post): readonly Channel[] {
  return channels.filter((channel) => carriers[channel] !== undefined);
}

class WrongSetting extends Error {}

function smtpOf(env: Environment): SmtpSettings | null {
  const host = env["SMTP_HOST"];
  const others = ["SMTP_PORT", "SMTP_TLS", "SMTP_USER", "SMTP_PASSWORD", "SMTP_FROM", "SMTP_CA"].filter((name) => env[name]);
  if (!host) {
    if (others.length > 0) throw new WrongSetting(`${others.join(", ")} är satt men inte SMTP_HOST.`);
    return null;
  }
  if (!/^[\w.:-]{1,253}$/.test(host)) throw new WrongSetting("SMTP_HOST ska vara namnet på en server.");
  const tls = env["SMTP_TLS"] || "required";
  if (tls !== "required" && tls !== "implicit" && tls !== "none")
    throw new WrongSetting("SMTP_TLS ska vara required, implicit eller none.");
  const [user, password] = [env["SMTP_USER"], env["SMTP_PASSWORD"]];
  if (!user !== !password) throw new WrongSetting("SMTP_USER och SMTP_PASSWORD hör ihop: den ena är satt men inte den andra.");
  if (user && tls === "none") throw new WrongSetting("SMTP_TLS är none: då skulle SMTP_PASSWORD gå i klartext.");
  const from = readAddress("e-post", env["SMTP_FROM"] ?? "");
  if (!from.ok) throw new WrongSetting("SMTP_FROM ska vara den e-postadress som meddelanden skickas från.");
  return {
    host,
    port: portOf(env, tls === "implicit" ? 465 : 587),
    tls,
    account: user && password ? { user, password } : null,
    from: from.value,
    ca: certificatesOf(env["SMTP_CA"]),
  };
}

function portOf(env: Environment, usual: number): number {
  const port = env["SMTP_PORT"] ? Number(env["SMTP_PORT"]) : usual;
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new WrongSetting("SMTP_PORT ska vara ett heltal från 1 till 65535.");
  return port;
}

function certificatesOf(path: string | undefined): string | null {
  if (!path) return null;
  try {
    const text = readFileSync(path, "utf8");
    if (text.includes("BEGIN CERTIFICATE")) return text;
  } catch {
    // Said below: a file that cannot be read holds no certificate.
  }
  throw new WrongSetting("SMTP_CA ska vara en fil med certifikat (PEM) som går att läsa.");
}

/** A service that takes what is signed, by its address and the secret: the settings whose names begin with `name`. */
function signedPostOf(name: string, address: string | undefined, secret: string | undefined): WebhookSettings | null {
  if (!address && !secret) return null;
  if (!address || !secret) throw new WrongSetting(`${name}_URL och ${name}_SECRET hör ihop: den ena är satt men inte den andra.`);
  const url = readOutgoingUrl(address);
  if (!url) throw new WrongSetting(`${name}_URL ska vara en https-adress utan användare och lösenord.`);
  if (secret.length < shortestSecret) throw new WrongSetting(`${name}_SECRET ska ha minst ${shortestSecret} tecken.`);
  return { url, secret };
}

function phoneOf(env: Environment): string | null {
  const phone = env["MESSAGE_PHONE"]?.trim();
  if (!phone) return null;
  if (phone.length > 30 || !readAddress("sms", phone).ok)
    throw new WrongSetting("MESSAGE_PHONE ska vara ett telefonnummer, till exempel 0123-45 60 00.");
  return phone;
}
