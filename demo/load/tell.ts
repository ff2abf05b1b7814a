// What is written about a child: it agrees with the child's age on the day, and with what has happened.
import { ageOn } from "../calendar.ts";
import type { CasePaper } from "./desk.ts";
import { say } from "./words.ts";

/** Reports within so many days of each other are of a kind, when the third has come. */
const shortTime = 365;

type Told = {
  /** True of what is written beside the life itself: "hörd", "känd anmälare". */
  readonly facts?: readonly string[];
  readonly reporter?: string;
};

/** A text of the child on the day, one of those that are true then. Throws RangeError for an unknown key, or when none of its texts is true. */
export function tell(paper: CasePaper, key: string, day: number, { facts = [], reporter }: Told = {}): string {
  const { life, random, name } = paper;
  const came = life.intakes.filter((one) => one.receivedOn <= day);
  const reports = came.filter((one) => one.type === "anmälan" && one.receivedOn > day - shortTime);
  const known = [
    ...facts,
    ...came.flatMap((one) => one.reasons),
    ...(reports.length >= 3 ? ["tredje anmälan"] : []),
    ...(life.interpreter === undefined ? [] : ["tolk"]),
  ];
  return say(key, random, { name, age: ageOn(life.birth, day), facts: known, ...(reporter === undefined ? {} : { reporter }) });
}
