/** How a party is told: the fields of the forms, and the message where it goes by e-mail or SMS. */
import { about } from "../../platform/core/about.ts";
import type { Context } from "../../platform/core/door.ts";
import { optionalChoice, optionalText } from "../../platform/core/fields.ts";
import { failed, invalidField, ok } from "../../platform/basics/result.ts";
import type { Problem, Result } from "../../platform/basics/result.ts";
import type { WordsFor } from "../../platform/basics/codes.ts";
import type { Tx } from "../../platform/database/connect.ts";
import { planMessage } from "../../platform/messages/plan.ts";
import { tellingWays } from "./codes.ts";
import type { TellingWay } from "./codes.ts";
import type { Party } from "./find-parties.ts";

const wayWords: WordsFor<TellingWay> = {
  "i handen": "Brevet lämnas i handen",
  brev: "Brevet skickas med post",
  "rekommenderat brev": "Rekommenderat brev eller delgivning",
  "genom Skatteverket": "Brevet skickas genom Skatteverket",
  "digital post": "Digital post",
  muntligt: "Muntligt, vid ett möte eller i telefon",
  "e-post": "E-post som säger att det finns ett brev att hämta",
  sms: "Sms som säger att det finns ett brev att hämta",
};
/** The address is used once and stands nowhere in the case. */
const withTheMessage = "goes with the message, for its address";
const hints: WordsFor<TellingWay> = {
  "genom Skatteverket": "För den som har skyddade personuppgifter.",
  "digital post": "Är digital post inkopplad skickas brevet härifrån när du sparar. Granska det först.",
};

/** `when`: the answer that asks for it. */
export const tellingFields = (when: { readonly field: string; readonly is: readonly string[] }, needed: string) => ({
  way: about(optionalChoice(tellingWays), { label: "På vilket sätt?", as: "list", words: wayWords, hints, when, needed }),
  mail: about(optionalText(254), {
    quiet: withTheMessage,
    label: "E-postadress",
    keys: "email",
    when: { field: "way", is: ["e-post"] },
    needed: "Skriv e-postadressen.",
  }),
  phone: about(optionalText(40), {
    quiet: withTheMessage,
    label: "Telefonnummer",
    keys: "tel",
    when: { field: "way", is: ["sms"] },
    needed: "Skriv telefonnumret.",
  }),
  clearedBecause: about(optionalText(2000), {
    quiet: withTheMessage,
    label: "Varför är e-postadressen eller numret säkert?",
    hint: "Behövs när personen har skyddad identitet.",
    rows: 2,
    when: { field: "way", is: ["e-post", "sms"] },
    optional: "om identiteten inte är skyddad",
  }),
});

type Given = {
  readonly way?: TellingWay | undefined;
  readonly mail?: string | undefined;
  readonly phone?: string | undefined;
  readonly clearedBecause?: string | undefined;
  /** The day that is written: what the program sends is sent now. */
  readonly on?: string | undefined;
};

/** Ordinary post is not for somebody whose identity is protected. */
export const waysFor = <Option extends { readonly value: string }>(
  options: readonly Option[],
  isProtected: boolean,
  channels: readonly string[],
  isChild = false,
) =>
  options.filter(({ value }) =>
    value === "e-post" || value === "sms"
      ? channels.includes(value)
      : (!isProtected || !["brev", "rekommenderat brev", "digital post"].includes(value)) &&
        !(isChild && value === "digital post" && channels.includes(value)),
  );

/** True where the program sends the letter itself; otherwise somebody does it and writes that it is done. */
export const isSentHere = (way: string | undefined, channels: readonly string[]): boolean =>
  way === "digital post" && channels.includes(way);

/**
 * Plans the neutral message where it goes by e-mail or SMS, and the letter itself where it goes by digital post that is set up (to guardians alone); null for the other
 * ways. Refused, at its field: post to somebody whose identity is protected, an address that is none, one that nobody has said is safe.
 */
export async function planTelling(tx: Tx, context: Context, given: Given, party: Party): Promise<Result<string | null>> {
  const { way } = given;
  if (party.isProtected && (way === "brev" || way === "rekommenderat brev" || way === "digital post"))
    return invalidField("way", "Personen har skyddad identitet. Lämna brevet i handen eller skicka det genom Skatteverket.");
  if (isSentHere(way, context.channels)) return planLetter(tx, context, given, party);
  if (way !== "e-post" && way !== "sms") return ok(null);
  const address = (way === "e-post" ? given.mail : given.phone) ?? "";
  const planned = await planMessage(tx, context, {
    template: "notice",
    channel: way,
    address,
    isProtected: party.isProtected,
    clearedBecause: given.clearedBecause,
  });
  return planned.ok ? planned : failed(atField(planned.error, way));
}

async function planLetter(tx: Tx, context: Context, { on }: Given, party: Party): Promise<Result<string | null>> {
  if (party.isChild) return invalidField("way", "Digital post skickas bara till vårdnadshavare. Lämna brevet på ett annat sätt.");
  if (on !== undefined && on !== context.today)
    return invalidField("way", "Digital post skickas i dag, när du sparar. Skriv dagens datum, eller välj ett annat sätt.");
  const person = await tx
    .selectFrom("people.person")
    .select("identity_number")
    .where("municipality_id", "=", context.actor.municipalityId)
    .where("id", "=", party.personId)
    .executeTakeFirst();
  const address = person?.identity_number ?? "";
  const planned = await planMessage(tx, context, {
    ...{ template: "letter", channel: "digital post", address },
    ...{ isProtected: party.isProtected, clearedBecause: undefined },
  });
  return planned.ok ? planned : failed({ ...planned.error, field: "way" });
}

function atField(problem: Problem, way: "e-post" | "sms"): Problem {
  if (problem.code === "invalid-address") return { ...problem, field: way === "e-post" ? "mail" : "phone" };
  if (problem.code === "address-not-cleared") return { ...problem, field: "clearedBecause" };
  return problem.code === "channel-not-offered" ? { ...problem, field: "way" } : problem;
}

/** Why a party may not be told; undefined where nothing hinders. */
export function refusalToTell(party: Party): Problem | undefined {
  return party.isKeptUninformed
    ? {
        code: "kept-uninformed",
        message: "Vårdnadshavaren är av särskilda skäl inte informerad om utredningen. Det här skulle berätta om den.",
        hint: "Pröva skälen på nytt och informera först, eller skriv vilket undantag som gäller.",
      }
    : undefined;
}
