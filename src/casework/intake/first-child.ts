/** The first child of a report, as the others are typed: who is expected and who has no name have words that stand in for it. */
import { addDays } from "../../platform/basics/dates.ts";
import { failed, ok } from "../../platform/basics/result.ts";
import type { FieldProblem, Result } from "../../platform/basics/result.ts";
import { standInNames } from "../people/born-words.ts";
import type { TypedChild } from "./children-of-report.ts";
import type { ClaimFields } from "./guardian-claims.ts";
import { whoExpects } from "./first-child-fields.ts";
import type { First } from "./first-child-fields.ts";

/** As early before the day that something comes in a child may have been expected, and as late after it (a pregnancy, and two weeks). Ours. */
const daysBefore = 28;
const daysAfter = 44 * 7;
const earliestYear = 21;

type Said = Pick<First, "childKnown" | "birthDate" | "givenName" | "familyName" | "expectedOn" | "birthYear"> &
  Omit<TypedChild, "birthDate" | "givenName" | "familyName"> &
  ClaimFields & { readonly type: string; readonly receivedOn: string; readonly protection?: string | undefined };

/** The child in the words that it is registered with, or every fault at once. */
export function readFirstChild(input: Said, today: string): Result<TypedChild> {
  const common = {
    ...{ sex: input.sex, protectedIdentity: input.protectedIdentity, language: input.language, interpreterNeed: input.interpreterNeed },
    correctionSource: input.correctionSource,
    correctionSourceDetail: input.correctionSourceDetail,
    correctionSourceOn: input.correctionSourceOn,
  };
  if (input.childKnown === "namn") {
    const { identityNumber, birthDate, givenName = "", familyName = "" } = input;
    return ok({ ...common, identityNumber, birthDate, givenName, familyName });
  }
  const none = { ...common, identityNumber: undefined };
  if (input.childKnown === "väntat") {
    const faults = faultsOfExpected(input);
    if (faults.length > 0) return wrong(faults);
    const { expectedOn: birthDate, guardian1Family: familyName = "" } = input;
    return ok({ ...none, givenName: standInNames.expected, familyName, birthDate, birthDateKnown: "väntat" });
  }
  const year = Number(input.birthYear);
  const [last, first] = [Number(today.slice(0, 4)), Number(today.slice(0, 4)) - earliestYear];
  if (!Number.isInteger(year) || year < first || year > last)
    return wrong([{ field: "birthYear", message: `Skriv ett år från ${first} till ${last}.` }]);
  return ok({ ...none, ...standInNames.unknown, birthDate: `${year}-12-31`, birthDateKnown: "år", nameKnown: false });
}

function faultsOfExpected({ type, receivedOn, expectedOn = "", guardian1Given, guardian1Family, protection }: Said): FieldProblem[] {
  const faults: FieldProblem[] = [];
  const isNear = expectedOn >= addDays(receivedOn, -daysBefore) && expectedOn <= addDays(receivedOn, daysAfter);
  if (type !== "anmälan") {
    const message =
      "Den som väntar barnet ansöker för egen del, och det utreds i hennes eget ärende. Ett väntat barn gäller bara en anmälan.";
    faults.push({ field: "type", message });
  }
  if (protection !== undefined) faults.push({ field: "protection", message: "Skyddet bedöms när barnet är fött. Lämna tomt." });
  if (!isNear)
    faults.push({ field: "expectedOn", message: "Stämmer dagen? Barnet ska väntas högst tio månader efter att anmälan kom in." });
  if (guardian1Given === undefined || guardian1Family === undefined) faults.push({ field: "guardian1Given", message: whoExpects });
  return faults;
}

const wrong = (fields: readonly FieldProblem[]) =>
  failed({
    code: "invalid-input",
    message: "Något i formuläret behöver rättas.",
    hint: "Rätta fälten nedan. Det du har skrivit finns kvar.",
    fields,
  });
