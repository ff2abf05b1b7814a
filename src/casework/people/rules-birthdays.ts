/** Birthdays that change what the law says of a child's case, and when they are taken up. */
import { addDays, birthdayOf, compareDates, formatLong } from "../../platform/basics/dates.ts";
import { leapDayWords } from "../../platform/basics/leap-day.ts";
import type { ProvisionId } from "../../platform/law/provisions.ts";
import { citationsOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";

/** What is another from a birthday on, where that came into force, and what is therefore done before it. */
type Milestone = {
  readonly age: 12 | 15 | 18 | 21;
  readonly validFrom: string;
  /** Empty where no provision that is read says it: then it is the municipality's own. */
  readonly provisionIds: readonly ProvisionId[];
  /** Goes on after "från den dagen". */
  readonly changes: string;
  readonly prepare: readonly string[];
};

/** By age. A line that comes into force later is another row. */
const MILESTONES: readonly Milestone[] = [
  {
    age: 12,
    validFrom: "2023-07-01",
    provisionIds: ["consent-open-intervention"],
    changes:
      "kan nämnden besluta om insatser utan vårdnadshavarens samtycke, om det är lämpligt och barnet samtycker, men inte om placering eller boende med särskilt stöd",
    prepare: ["Berätta för barnet vad det själv får samtycka till.", "Gå igenom vilka samtycken som gäller och vad barnet tycker."],
  },
  {
    age: 15,
    validFrom: "2002-01-01",
    provisionIds: ["child-own-party", "consent-open-intervention"],
    changes:
      "har barnet rätt att föra sin egen talan, och kan självt begära eller samtycka till insatser, utom placering och boende med särskilt stöd",
    prepare: [
      "Berätta för barnet vad det innebär att vara part.",
      "Gå igenom vilka samtycken som behövs från barnet självt.",
      "Se till att information, kommunicering och beslut går också till barnet.",
    ],
  },
  {
    age: 18,
    validFrom: "2002-01-01",
    provisionIds: ["custody-lasts", "best-interests"],
    changes: "är ingen längre vårdnadshavare, och den unge inte längre barn i lagens mening",
    prepare: [
      "Fråga den unge om stöd efter 18 år och planera det tillsammans.",
      "Gå igenom vem som får veta vad när ingen längre är vårdnadshavare.",
      "Gå igenom insatser som upphör eller behöver den unges egen ansökan.",
    ],
  },
  {
    age: 21,
    validFrom: "2002-01-01",
    provisionIds: ["qualified-contact-person"],
    changes: "kan en särskilt kvalificerad kontaktperson inte längre utses",
    prepare: ["Planera hur stödet avslutas eller går över till vuxenenheten.", "Berätta för den unge vart den vänder sig sedan."],
  },
];

/** As many days before the birthday it is taken up. Ours. */
const DAYS_BEFORE = 60;

export type BirthdayInput = {
  readonly birthDate: string;
  /** False where the year alone is known. */ readonly dayIsKnown: boolean;
  readonly age: number;
  /** It is done on no day before this: the case was not there. */ readonly notBefore?: string;
};
export type BirthdayOutcome = { readonly dueOn: string; readonly visibleFrom: string };

const milestoneOf = (age: number): Milestone | undefined => MILESTONES.find((one) => one.age === age);

export const birthdayThatChanges: Rule<BirthdayInput, BirthdayOutcome> = {
  id: "birthday-that-changes",
  title: "Födelsedagar då lagen säger något annat: 12, 15, 18 och 21 år",
  provisionIds: ["consent-open-intervention", "child-own-party", "custody-lasts", "best-interests", "qualified-contact-person"],
  basis: "lokal regel",
  clock: "egen dag",
  room: "people",
  validFrom: "2002-01-01",
  certainty: "verifierad",
  source: `Vad som ändras följer av lagrummen; att det tas upp ${DAYS_BEFORE} dagar före är en lokal regel. Är bara födelseåret känt räknas från årets första dag, då barnet kan ha fyllt år, eller från den dag då ärendet öppnades senare under året. ${leapDayWords()}`,
  apply({ birthDate, dayIsKnown, age, notBefore = "" }) {
    const birthday = birthdayOf(birthDate, age);
    const first = `${birthday.slice(0, 4)}-01-01`;
    const dueOn = dayIsKnown ? birthday : notBefore > first && notBefore <= birthday ? notBefore : first;
    return { dueOn, visibleFrom: addDays(dueOn, -DAYS_BEFORE) };
  },
  explain({ age, dayIsKnown }, { dueOn }) {
    const one = milestoneOf(age);
    if (!one) return `Barnet fyller ${age} år den ${formatLong(dueOn)}.`;
    const isLate = !dayIsKnown && dueOn.slice(5) !== "01-01";
    const when = isLate
      ? `Bara födelseåret är känt, och barnet kan redan ha fyllt ${age} år den ${formatLong(dueOn)}`
      : dayIsKnown
        ? `Barnet fyller ${age} år den ${formatLong(dueOn)}`
        : `Barnet kan fylla ${age} år från den ${formatLong(dueOn)}`;
    return `${when}: från den dagen ${one.changes} (${citationsOn(one.provisionIds, dueOn)}). Att det tas upp före är en lokal regel.`;
  },
};

export type BirthdaysOf = {
  readonly birthDate: string | null;
  readonly dayIsKnown: boolean;
  /** Birthdays before the case are the past's. */
  readonly openedOn: string;
  /** Ages that are prepared already. */
  readonly prepared: readonly number[];
};

/** The next age of the child in the case that something is done before; undefined where there is none. */
export function nextBirthday({ birthDate, dayIsKnown, openedOn, prepared }: BirthdaysOf): (BirthdayInput & BirthdayOutcome) | undefined {
  if (birthDate === null) return undefined;
  for (const { age, validFrom } of MILESTONES) {
    const input = { birthDate, dayIsKnown, age, notBefore: openedOn };
    const outcome = birthdayThatChanges.apply(input);
    if (compareDates(outcome.dueOn, openedOn) < 0 || compareDates(outcome.dueOn, validFrom) < 0 || prepared.includes(age)) continue;
    return { ...input, ...outcome };
  }
  return undefined;
}

/** What to think of before the child comes of the age. */
export const preparationsFor = (age: number): readonly string[] => milestoneOf(age)?.prepare ?? [];
