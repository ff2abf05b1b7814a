import { failed, ok } from "../../../platform/basics/result.ts";
import type { Problem, Result } from "../../../platform/basics/result.ts";
import { readReceipt } from "./receipt.ts";

/** The longest that an agency's program may take, in milliseconds. */
const patience = 60_000;
const mostBytes = 300_000;
const longestWords = 500;

/** The operation's address at an agency; what is given may be the program's address or this one. */
const operation = "/api/actions/delivery.deliver";

/**
 * Posts a delivery to an agency's program and gives the receipt's file. Follows no redirect: the answers go where they are addressed. Problems: `address-wrong`,
 * `agency-unreachable`, `delivery-refused` in the agency's own words, `receipt-unreadable`.
 */
export async function postDelivery(address: string, delivery: string): Promise<Result<string>> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = url?.protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (!url || !(url.protocol === "https:" || isLocal) || url.username !== "" || url.password !== "")
    return failed({ code: "address-wrong", message: "Adressen ska börja med https://.", hint: "Den står i brevet från myndigheten." });
  if (url.pathname === "/") url.pathname = operation;
  let answer: { readonly status: number; readonly text: string };
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: delivery,
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    answer = { status: response.status, text: await readSome(response) };
  } catch {
    const hint = "Kontrollera adressen och nätet, och skicka igen: samma svar blir en leverans.";
    return failed({ code: "agency-unreachable", message: "Myndighetens program svarade inte.", hint });
  }
  if (answer.status !== 200) return failed(refusal(answer));
  const read = readReceipt(answer.text);
  return read.ok ? ok(answer.text) : read;
}

/** As much of an answer as a receipt is. @throws RangeError where it is more. */
async function readSome(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.byteLength;
    if (size > mostBytes) throw new RangeError("The answer is longer than a receipt.");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function refusal({ status, text }: { readonly status: number; readonly text: string }): Problem {
  const said = wordsIn(text);
  return {
    code: "delivery-refused",
    message: `Myndigheten tog inte emot leveransen (${status}).${said.title === "" ? "" : ` ${said.title}`}`,
    hint: said.detail === "" ? "Fråga myndigheten." : said.detail,
  };
}

/** The words of a problem as RFC 9457 writes it, without control signs: they are shown on a terminal. */
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
    return typeof said === "string" ? said.replaceAll(/\p{Cc}/gu, " ").slice(0, longestWords) : "";
  };
  return { title: of("title"), detail: of("detail") };
}
