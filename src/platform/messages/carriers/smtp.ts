import { createTransport } from "nodemailer";
import { longestCarry } from "../../core/post.ts";
import type { Carried, Carrier, Parcel } from "../../core/post.ts";
import { readAddress } from "../channels.ts";

export type SmtpSettings = {
  readonly host: string;
  readonly port: number;
  /** `required`: STARTTLS or nothing. `implicit`: TLS from the first byte. `none`: in the clear, where the operator has said so. */
  readonly tls: "required" | "implicit" | "none";
  readonly account: { readonly user: string; readonly password: string } | null;
  /** Where messages come from, and where those that bounce go. */
  readonly from: string;
  /** Certificates that are trusted besides the usual ones, PEM. */
  readonly ca: string | null;
};

const longestGreeting = 15_000;
const longestSilence = 30_000;

/**
 * Hands messages to the municipality's mail server. SMTP knows no message again, so what was broken off after the server had begun to take the
 * message is `oklart` and never tried again. `longest`: milliseconds for the whole of it, however much the server has to say.
 */
export function makeSmtp(settings: SmtpSettings, longest = longestCarry): Carrier {
  const { host, port, tls, account, ca } = settings;
  return {
    isIdempotent: false,
    async carry(parcel, at): Promise<Carried> {
      // However it came to be kept: the library would find an address in what is none.
      const to = readAddress("e-post", parcel.to);
      if (!to.ok || to.value !== parcel.to) return { outcome: "nekat", fault: "no address" };
      const dialogue = new Dialogue();
      const transport = createTransport({
        host,
        port,
        secure: tls === "implicit",
        requireTLS: tls === "required",
        ignoreTLS: tls === "none",
        ...(account ? { auth: { user: account.user, pass: account.password } } : {}),
        tls: { minVersion: "TLSv1.2", rejectUnauthorized: true, ...(ca === null ? {} : { ca }) },
        connectionTimeout: longestGreeting,
        greetingTimeout: longestGreeting,
        socketTimeout: longestSilence,
        disableFileAccess: true,
        disableUrlAccess: true,
        logger: dialogue.logger,
        transactionLog: true,
      });
      try {
        // Closing the transport would not end what it is at.
        await transport.sendMail({ ...mailOf(settings, parcel, at), signal: AbortSignal.timeout(longest) });
        return { outcome: "skickat", fault: null };
      } catch (cause) {
        return outcomeOf(cause, dialogue.isTextAskedFor);
      } finally {
        transport.close();
      }
    },
  };
}

function mailOf({ from }: SmtpSettings, { id, to, sender, subject, text }: Parcel, at: Date) {
  return {
    from: { name: sender, address: from },
    to: { name: "", address: to },
    // Nothing but these, whatever an address may seem to say.
    envelope: { from, to: [to] },
    subject,
    text,
    date: at,
    messageId: `<${id}@${from.slice(from.lastIndexOf("@") + 1)}>`,
    // No machine answers it, and none tells the sender that somebody is away.
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  };
}

/**
 * Listens to what is said between us and the server, and keeps nothing of it: only whether the server has let the text come. Replies come in
 * the order of the commands, also where several are sent at once (RFC 2920).
 */
class Dialogue {
  #unanswered: boolean[] = [];
  isTextAskedFor = false;

  /** As the library's logger: nothing is written. */
  readonly logger = {
    debug: (entry: unknown, said: unknown) => this.#hear(entry, said),
    ...{ trace: silent, info: silent, warn: silent, error: silent, fatal: silent },
  };

  #hear(entry: unknown, said: unknown): void {
    if (typeof entry !== "object" || entry === null || !("tnx" in entry) || typeof said !== "string") return;
    if (entry.tnx === "client") this.#unanswered.push(said === "DATA");
    else if (entry.tnx === "server" && this.#unanswered.shift() === true && /^[23]/.test(said)) this.isTextAskedFor = true;
  }
}

function silent(): void {
  // The library's own log would name the receiver.
}

/** What the server has answered is certain; without an answer it is certain as long as no text was asked for. */
function outcomeOf(cause: unknown, isTextAskedFor: boolean): Carried {
  const { code, responseCode, command } = (cause ?? {}) as { code?: unknown; responseCode?: unknown; command?: unknown };
  const kind = typeof code === "string" ? code : "smtp";
  if (typeof responseCode === "number") {
    const fault = `${kind} ${responseCode}`;
    // That we may not send is the operator's to mend; that the receiver is not taken is final.
    const isAboutUs = typeof command !== "string" || !/^(?:RCPT|DATA)/.test(command);
    return { outcome: responseCode >= 500 && !isAboutUs ? "nekat" : "inte nu", fault };
  }
  return { outcome: isTextAskedFor ? "oklart" : "inte nu", fault: kind };
}
