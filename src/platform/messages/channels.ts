import { domainToASCII } from "node:url";
import { failed, ok } from "../basics/result.ts";
import { codes } from "../database/generated.ts";
import type { Result } from "../basics/result.ts";

/** The ways that a message may go. */
export const channels = codes["messages.message.channel"];
export type Channel = (typeof channels)[number];

/** As long as an address may be on its way (RFC 5321). */
const longestAddress = 254;
const longestLocal = 64;
/** Letters of every alphabet, digits, and the signs that an address may hold without quotes: no blank, no control sign, nothing that sets addresses apart. */
const local = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads an address as a person writes it. Gives an e-mail address with its domain as the network spells it ("anna@xn--hst-sna.se" of
 * "anna@häst.se"), or a telephone number with its country ("+46701234567" of "070-123 45 67"). Problem: `invalid-address`, with words that do
 * not quote it.
 */
export function readAddress(channel: Channel, text: string): Result<string> {
  const { read, message, hint } = readers[channel];
  const address = read(text);
  return address === undefined ? failed({ code: "invalid-address", message, hint }) : ok(address);
}

const readers: Readonly<
  Record<Channel, { readonly read: (text: string) => string | undefined; readonly message: string; readonly hint: string }>
> = {
  "e-post": {
    read: mailAddress,
    message: "E-postadressen går inte att använda.",
    hint: "Skriv en adress, till exempel namn@example.se.",
  },
  sms: {
    read: phoneNumber,
    message: "Telefonnumret går inte att använda.",
    hint: "Skriv ett nummer som kan ta emot sms, till exempel 070-123 45 67.",
  },
  // A letter box is known by the number in the population register.
  "digital post": {
    read: (text) => (/^\d{12}$/.test(text) ? text : undefined),
    message: "Personen har inget personnummer som digital post kan skickas till.",
    hint: "Välj ett annat sätt, eller lämna brevet.",
  },
};

function mailAddress(given: string): string | undefined {
  const text = given.trim().normalize("NFC");
  const at = text.lastIndexOf("@");
  const name = text.slice(0, at);
  if (at < 1 || !local.test(name) || Buffer.byteLength(name) > longestLocal) return undefined;
  const domain = domainToASCII(text.slice(at + 1)).toLowerCase();
  const labels = domain.split(".");
  // The last is no number: an address on the network is no domain.
  if (labels.length < 2 || !labels.every((one) => label.test(one)) || /^\d+$/.test(labels.at(-1) ?? "")) return undefined;
  const address = `${name}@${domain}`;
  return Buffer.byteLength(address) <= longestAddress ? address : undefined;
}

/** By ITU E.164: at most fifteen digits with the country's. */
function phoneNumber(given: string): string | undefined {
  const text = given.trim();
  if (!/^\+?[\d\s()./–-]+$/u.test(text)) return undefined;
  const digits = text.replaceAll(/\D/gu, "");
  const number = text.startsWith("+")
    ? digits
    : digits.startsWith("00")
      ? digits.slice(2)
      : digits.startsWith("0")
        ? `46${digits.slice(1)}`
        : "";
  return /^[1-9]\d{7,14}$/.test(number) ? `+${number}` : undefined;
}
