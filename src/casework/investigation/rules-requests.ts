/** Who must give an investigation what it asks for (20 kap. 6 § SoL), and by when a reply is waited for. Pure. */
import { formatLong } from "../../platform/basics/dates.ts";
import { citationOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";
import { NEW_SOL_FROM } from "../../platform/law/wordings.ts";
import type { AskedOf, RequestGround } from "./request-fields.ts";

type Duty = "ja" | "när verksamheten berör barn och unga" | "nej";

/** Those of 19 kap. 1 § SoL have the duty; family counselling (19 kap. 2 §) and private persons do not stand there. */
const DUTIES: Readonly<Record<AskedOf, Duty>> = {
  skola: "ja",
  förskola: "ja",
  "hälso- och sjukvård": "ja",
  "barn- och ungdomspsykiatri": "ja",
  tandvård: "ja",
  polis: "ja",
  "socialtjänst, annan enhet eller kommun": "ja",
  "verksamhet enligt LSS": "ja",
  "enskild verksamhet för barn och unga": "ja",
  "annan myndighet": "när verksamheten berör barn och unga",
  familjerådgivning: "nej",
  "enskild person": "nej",
};

export type DutyInput = { readonly askedOf: AskedOf; readonly askedOn: string; readonly ground?: RequestGround };
export type DutyOutcome = {
  readonly duty: Duty;
  /** The ground fits whom is asked; true where none is chosen yet. */ readonly fits: boolean;
};

export const dutyToGive: Rule<DutyInput, DutyOutcome> = {
  id: "duty-to-give-information",
  title: "Vem som är skyldig att lämna uppgifter till utredningen",
  provisionIds: [
    "duty-to-give-information",
    "mandated-report",
    "duty-breaks-secrecy",
    "consent-breaks-secrecy",
    "contacts-in-investigation",
  ],
  basis: "lag",
  room: "investigation",
  validFrom: NEW_SOL_FROM,
  certainty: "verifierad",
  source:
    "Skyldigheten gäller dem som anges i 19 kap. 1 § SoL när nämnden har beslutat om en utredning av ett barns behov av skydd eller stöd. Familjerådgivningen står i 19 kap. 2 § och omfattas inte: vår läsning. Andra frågas med samtycke eller lämnar det de vill.",
  apply({ askedOf, ground }) {
    const duty = DUTIES[askedOf];
    return { duty, fits: ground !== "uppgiftsskyldighet" || duty !== "nej" };
  },
  explain({ askedOn }, { duty }) {
    const cite = (id: "duty-to-give-information" | "duty-breaks-secrecy" | "consent-breaks-secrecy") => citationOn(id, askedOn);
    if (duty === "nej") {
      return `Den som frågas är inte skyldig att lämna uppgifter till utredningen. Är uppgifterna sekretessbelagda behövs samtycke (${cite("consent-breaks-secrecy")}).`;
    }
    const who = duty === "ja" ? "Den som frågas är skyldig" : "Myndigheten är skyldig, om dess verksamhet berör barn och unga,";
    return `${who} att lämna alla uppgifter som kan ha betydelse för utredningen (${cite("duty-to-give-information")}). Sekretess hindrar det inte (${cite("duty-breaks-secrecy")}).`;
  },
};

export type RequestReplyInput = { readonly askedOn: string; readonly replyBy: string; readonly reminded: boolean };

export const requestReply: Rule<RequestReplyInput, { readonly dueOn: string }> = {
  id: "request-reply",
  title: "Dagen då svar önskas på en fråga i utredningen",
  provisionIds: ["child-investigation"],
  basis: "lokal regel",
  clock: "egen dag",
  room: "investigation",
  validFrom: NEW_SOL_FROM,
  certainty: "verifierad",
  source:
    "Lagen ger ingen dag för svaret. Dagen väljs när frågan ställs, eller när ni påminner, och flyttas inte. Utredningen ska bedrivas skyndsamt.",
  apply: ({ replyBy }) => ({ dueOn: replyBy }),
  explain({ askedOn, reminded }, { dueOn }) {
    const because = reminded ? "den dag som ni angav när ni påminde" : `den dag som ni angav när ni frågade den ${formatLong(askedOn)}`;
    return `Svar önskas senast ${formatLong(dueOn)}: ${because} (lokal regel).`;
  },
};

/** The rules of what is asked of others, for docs/law.md. */
export const requestRules = [dutyToGive, requestReply] as const;
