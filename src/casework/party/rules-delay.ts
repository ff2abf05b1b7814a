/** An application that takes long: the party is told why (11 § FvL), and may after six months ask for it to be decided (12 § FvL). Pure. */
import { addDays, addMonths, compareDates, formatLong } from "../../platform/basics/dates.ts";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import { citationOn } from "../../platform/law/provision.ts";
import { lastDay } from "../../platform/law/rules-last-day.ts";
import type { Rule } from "../../platform/law/rule.ts";

/** Months after which a party may ask, and weeks within which that is answered: 12 § FvL. */
const MONTHS_TO_ASK = 6;
const WEEKS_TO_ANSWER = 4;
const WEEK = 7;

export type DelayInput = { readonly extendedOn: string };

export const delayTold: Rule<DelayInput, { readonly dueOn: string }> = {
  id: "delay-told",
  title: "Den som har ansökt underrättas när avgörandet blir väsentligt försenat",
  provisionIds: ["delay-told"],
  basis: "lag",
  clock: "genast",
  room: "party",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source:
    "Gäller ärenden som en enskild part har inlett. Lagen ger ingen dag, och om förseningen är väsentlig bedöms i ärendet: att det frågas efter när utredningen av en ansökan har förlängts är en lokal regel. Anledningen ska redovisas.",
  apply: ({ extendedOn }) => ({ dueOn: extendedOn }),
  explain({ extendedOn }, { dueOn }) {
    const because = "utredningen av en ansökan är förlängd, och parten får veta att avgörandet dröjer och varför";
    return deadlineSentence({ verb: "Underrättas", dueOn, because, provisionId: "delay-told", citedOn: extendedOn });
  },
};

export type AskInput = { readonly appliedOn: string; readonly day: string; readonly askedBefore: boolean };
export type AskOutcome = { readonly may: boolean; readonly fromDay: string };

export const mayAskForDecision: Rule<AskInput, AskOutcome> = {
  id: "may-ask-for-decision",
  title: "Efter sex månader får den som har ansökt begära att ärendet avgörs",
  provisionIds: ["asks-for-decision"],
  basis: "lag",
  room: "party",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source: "När ärendet inte har avgjorts senast inom sex månader. Begäran är skriftlig och prövas en gång under ärendets handläggning.",
  apply({ appliedOn, day, askedBefore }) {
    const fromDay = addDays(addMonths(appliedOn, MONTHS_TO_ASK), 1);
    return { may: !askedBefore && compareDates(day, fromDay) >= 0, fromDay };
  },
  explain({ day, askedBefore }, { may, fromDay }) {
    const citation = citationOn("asks-for-decision", day);
    if (askedBefore) return `Parten har redan begärt att ärendet avgörs, och det prövas en gång (${citation}).`;
    return may
      ? `Parten får begära att ärendet avgörs (${citation}).`
      : `Parten får begära det från den ${formatLong(fromDay)} (${citation}).`;
  },
};

export type AskedInput = { readonly receivedOn: string };

export const askedForDecision: Rule<AskedInput, { readonly dueOn: string; readonly targetOn: string }> = {
  id: "asked-for-decision",
  title: "En begäran om avgörande besvaras inom fyra veckor",
  provisionIds: ["asks-for-decision", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "party",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source: "Nämnden avgör ärendet eller avslår begäran i ett särskilt beslut, som får överklagas.",
  apply: ({ receivedOn }) => lastDay(addDays(receivedOn, WEEKS_TO_ANSWER * WEEK)),
  explain({ receivedOn }, { dueOn, targetOn }) {
    const because = "ärendet avgörs, eller begäran avslås i ett särskilt beslut, inom fyra veckor från den dag begäran kom in";
    return deadlineSentence({ verb: "Avgörs", dueOn, targetOn, because, provisionId: "asks-for-decision", citedOn: receivedOn });
  },
};

export const delayRules = [delayTold, mayAskForDecision, askedForDecision] as const;
