import type { Carried, Carrier, Parcel } from "../../core/post.ts";
import { outcomeOf, postSigned } from "./webhook.ts";
import type { Answered, WebhookSettings } from "./webhook.ts";

/** The supplier says that the receiver has no digital letter box: nothing was sent, and the letter goes another way. */
const noLetterBox = "no letter box";
/** More than an answer to the question needs. */
const longestAnswer = 1_000;

/**
 * Hands a letter to the municipality's supplier of digital post (Mina meddelanden, Kivra), in two steps to the one address, each signed as messages to
 * the SMS service are: `{ "ask": "reachable", "to" }` is answered with `{ "reachable": true }`, and then the letter itself is given,
 * `{ "id", "to", "sender", "subject", "text", "attachment": { "name", "type", "content" } }`, once for each `Idempotency-Key`. The number in the population
 * register stands in the body alone, never in an address.
 */
export function makeDigitalPost(settings: WebhookSettings): Carrier {
  return {
    isIdempotent: true,
    async carry(parcel, at): Promise<Carried> {
      if (!parcel.attachment) return { outcome: "nekat", fault: "no letter" };
      const asked = await postSigned(settings, JSON.stringify({ ask: "reachable", to: parcel.to }), at, { longestAnswer });
      const isReachable = readReachable(asked);
      if (isReachable === undefined) return answeredOutcome(asked);
      if (!isReachable) return { outcome: "nekat", fault: noLetterBox };
      const given = await postSigned(settings, letterOf(parcel), at, { key: parcel.id });
      return "fault" in given ? { outcome: "inte nu", fault: given.fault } : outcomeOf(given.status);
    },
  };
}

/** Whether the receiver can be reached; undefined where that was not answered. */
function readReachable(answered: Answered): boolean | undefined {
  if ("fault" in answered || answered.status !== 200) return undefined;
  try {
    const said = JSON.parse(answered.text) as { readonly reachable?: unknown } | null;
    return typeof said?.reachable === "boolean" ? said.reachable : undefined;
  } catch {
    return undefined;
  }
}

/** What a question without an answer means: it is asked again, unless the supplier refuses the receiver for good. */
function answeredOutcome(answered: Answered): Carried {
  if ("fault" in answered) return { outcome: "inte nu", fault: answered.fault };
  const carried = outcomeOf(answered.status);
  return carried.outcome === "skickat" ? { outcome: "inte nu", fault: "odd answer" } : carried;
}

function letterOf({ id, to, sender, subject, text, attachment }: Parcel): string {
  const letter = attachment && {
    name: attachment.name,
    type: attachment.type,
    content: Buffer.from(attachment.content).toString("base64"),
  };
  return JSON.stringify({ id, to, sender, subject, text, attachment: letter });
}
