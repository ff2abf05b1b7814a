/** What the national register of interventions for children and young people takes in (2 § förordning 1981:1370). Pure. */
import { citationOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";
import type { CodeOf } from "../../platform/database/generated.ts";

export type RegisterInput = {
  /** The year that the statistics are of. */ readonly year: number;
  readonly identity: "personnummer" | "samordningsnummer" | "tillfällig identitet";
  readonly type: CodeOf<"intervention.intervention.type">;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
};
export type RegisterOutcome = {
  readonly reported: boolean;
  readonly because: "ingår" | "insatsen ingår inte" | "pågick inte under året" | "identiteten ingick inte det året";
  /** What is told of somebody beside the intervention that was not told before. */ readonly variables: readonly "ensamkommande"[];
};

/** Care outside the home, and the contact person (2 § 3 and 4). */
const REPORTED: readonly RegisterInput["type"][] = [
  ...(["kontaktperson", "familjehem", "nätverkshem", "jourhem", "stödboende", "HVB", "SiS", "skyddat boende"] as const),
];
/** From the year 2017 temporary identities are taken in and everything that goes on is told each year; 2014–2016 full numbers alone. */
const FULL_NUMBERS_ALONE = { from: 2014, to: 2016 };

export const registerOfInterventions: Rule<RegisterInput, RegisterOutcome> = {
  id: "register-of-interventions",
  title: "Vilka insatser som lämnas till registret över insatser för barn och unga",
  provisionIds: ["statistics-duty", "statistics-of-care", "register-of-interventions"],
  basis: "lag",
  room: "intervention",
  validFrom: "2014-01-01",
  certainty: "osäker",
  source:
    "Bara fullständiga personnummer ingick 2014–2016. Från året 2017 ingår tillfälliga identiteter, allt som pågår under året lämnas varje år, och ensamkommande är en variabel. Filens layout börjar i bilagan till HSLF-FS 2016:22; den är inte läst, och en fil till registret görs därför inte. Vad som räknas till registret för vård enligt LVU följer typen av hem.",
  apply({ year, identity, type, startedOn, endedOn }) {
    const variables = year > FULL_NUMBERS_ALONE.to ? (["ensamkommande"] as const) : [];
    const not = (because: RegisterOutcome["because"]): RegisterOutcome => ({ reported: false, because, variables: [] });
    if (!REPORTED.includes(type)) return not("insatsen ingår inte");
    if (startedOn === null || startedOn > `${year}-12-31` || (endedOn !== null && endedOn < `${year}-01-01`))
      return not("pågick inte under året");
    if (identity !== "personnummer" && year >= FULL_NUMBERS_ALONE.from && year <= FULL_NUMBERS_ALONE.to)
      return not("identiteten ingick inte det året");
    return { reported: true, because: "ingår", variables };
  },
  explain({ year }, { reported, because }) {
    const cited = citationOn("statistics-of-care", `${year}-12-31`);
    return reported ? `Lämnas till Socialstyrelsen för ${year} (${cited}).` : `Lämnas inte för ${year}: ${because} (${cited}).`;
  },
};

/** What is given to the national register, for docs/law.md. */
export const registerRules = [registerOfInterventions] as const;
