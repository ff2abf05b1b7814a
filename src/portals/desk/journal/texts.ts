/** Everything that is written in a document, to be looked through before it leaves. */
import type { JournalValues } from "./extract.ts";
import type { InvestigationValues } from "./investigation.ts";

/** Of a journal: what has happened and what it contains, not its own head. */
export const textsOfJournal = ({ contents, events }: JournalValues): readonly string[] => [
  ...contents.flatMap(({ heading, rows }) => [heading, ...rows.map(([, value]) => value)]),
  ...events.flatMap(({ heading, account, inChildsWords }) => [heading, account, inChildsWords]),
];

/** Of an investigation: accounts, visits and instruments, sections with what they rest upon, supplements. */
export const textsOfInvestigation = ({ accounts, sections, supplements, visits, later }: InvestigationValues): readonly string[] => [
  ...accounts.flatMap(({ heading, passage }) => [heading, passage]),
  ...sections.flatMap(({ passage, findings, rests }) => [passage, ...findings.flat(), ...rests]),
  ...visits.flatMap(({ heading, facts }) => [heading, ...facts.map(([, value]) => value)]),
  ...supplements.flat(),
  ...later.flatMap(({ heading, passage }) => [heading, passage]),
];
