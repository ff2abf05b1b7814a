/** A notice of eviction is confirmed the same day (11 kap. 3 § SoF). Pure. */
import { deadlineSentence } from "../../platform/law/deadline.ts";
import type { Rule } from "../../platform/law/rule.ts";

export type EvictionInput = { readonly receivedOn: string; readonly kind: "avhysning" | "avlägsnande" };
export type EvictionOutcome = {
  readonly dueOn: string;
  /** Whoever is evicted is sent a copy. */ readonly copyToPerson: boolean;
};

export const evictionConfirmed: Rule<EvictionInput, EvictionOutcome> = {
  id: "eviction-confirmed",
  title: "En underrättelse om avhysning eller avlägsnande bekräftas samma dag",
  provisionIds: ["eviction-confirmed"],
  basis: "lag",
  clock: "genast",
  room: "intake",
  validFrom: "2025-07-01",
  certainty: "verifierad",
  source:
    "Bekräftelsen går till Kronofogdemyndigheten samma dag som underrättelsen kom, med vem som är ansvarig handläggare. Vid avhysning får den som det gäller en kopia. Finns det barn i hemmet skrivs det som en anmälan.",
  apply: ({ receivedOn, kind }) => ({ dueOn: receivedOn, copyToPerson: kind === "avhysning" }),
  explain({ receivedOn, kind }, { dueOn, copyToPerson }) {
    const copy = copyToPerson ? "; en kopia skickas till den som avhysningen gäller" : "";
    const because = `underrättelsen om ${kind} bekräftas samma dag, med ansvarig handläggare${copy}`;
    return deadlineSentence({
      verb: "Bekräftas till Kronofogdemyndigheten",
      dueOn,
      because,
      provisionId: "eviction-confirmed",
      citedOn: receivedOn,
    });
  },
};

export const evictionRules = [evictionConfirmed] as const;
