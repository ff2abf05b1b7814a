import { readOutgoingUrl } from "../../../platform/basics/outgoing-url.ts";
import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem, Result } from "../../../platform/basics/result.ts";
import { readReceipt } from "./receipt.ts";

/** The longest that an agency's program may take, to the last byte of its answer, in milliseconds. */
const usualPatience = 60_000;
const mostBytes = 300_000;
const longestWords = 500;
/** What another time may end otherwise: too early, too many, or the other side's own trouble. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

/** The operation's address at an agency; what is given may be the program's address or this one. */
export const operation = "/api/actions/delivery.deliver";

const unreachable: Problem = {
  code: "agency-unreachable",
  message: "Myndighetens program svarade inte.",
  hint: "Kontrollera adressen och nätet, och skicka igen: samma svar blir en leverans.",
};
const busy = (status: number): Problem => ({
  code: "agency-busy",
  message: `Myndighetens program kunde inte ta emot just nu (${status}).`,
  hint: "Skicka igen om en stund: samma svar blir en leverans.",
});

/** True where the same delivery may be taken another time. */
export const isPassing = ({ code }: Pick<Problem, "code">): boolean => code === unreachable.code || code === "agency-busy";

type Means = { readonly patience?: number; readonly signal?: AbortSignal };

/**
 * Posts a delivery to an agency's program and gives the receipt's file. Follows no redirect: the answers go where they are addressed. Gives up after
 * `patience` milliseconds, or when `signal` is aborted. Problems: `address-wrong`, `agency-unreachable` and `agency-busy` (`isPassing`),
 * `delivery-refused` in the agency's own words, `receipt-unreadable`.
 */
export async function postDelivery(
  address: string,
  delivery: string,
  { patience = usualPatience, signal }: Means = {},
): Promise<Result<string>> {
  const url = readOutgoingUrl(address);
  if (!url)
    return failed({
      code: "address-wrong",
      message: "Adressen ska börja med https://, eller http:// för ett program på den här datorn.",
      hint: "Den står i brevet från myndigheten.",
    });
  if (url.pathname === "/") url.pathname = operation;
  const timeout = AbortSignal.timeout(patience);
  let answer: { readonly status: number; readonly text: string };
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: delivery,
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    answer = { status: response.status, text: await readSome(response) };
  } catch {
    return failed(unreachable);
  }
  if (passing.has(answer.status)) return failed(busy(answer.status));
  if (answer.status !== 200) return failed(refusal(answer));
  const read = readReceipt(answer.text);
  return read.ok ? ok(answer.text) : read;
}

/** The answer, where it is no longer than a receipt can be; nothing where it is: the rest of it is not read. */
async function readSome(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.byteLength;
    if (size > mostBytes) return "";
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

const isThatItWasNotTaken = /^Leveransen togs inte emot\.?$/u;

function refusal({ status, text }: { readonly status: number; readonly text: string }): Problem {
  const { title, detail } = wordsIn(text);
  // That it was not taken is said already: of the agency's words, why.
  const why = [isThatItWasNotTaken.test(title) ? "" : title, detail].filter(Boolean).join(" ");
  return {
    code: "delivery-refused",
    message: `Myndigheten tog inte emot leveransen (${status}).`,
    hint: why === "" ? `Fråga myndigheten. Programmet där svarade bara med en kod (${status}).` : why,
  };
}

/** The words of a problem as RFC 9457 writes it, without signs that nobody sees: they are shown on a terminal and a page. */
function wordsIn(text: string): { readonly title: string; readonly detail: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  const of = (name: string): string => {
    const said: unknown =
      typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : "";
    return typeof said === "string"
      ? said
          .slice(0, longestWords)
          .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, " ")
          .trim()
      : "";
  };
  return { title: of("title"), detail: of("detail") };
}
