/** The clock of this room: birthdays that change what the law says. */
import { sql } from "kysely";
import { z } from "zod";
import { answer } from "../../platform/core/answers.ts";
import { countedBy, defineClock } from "../clocks/define.ts";
import { birthdayAges } from "./codes.ts";
import type { BirthdayAge } from "./codes.ts";
import { birthLink, birthdayLink } from "./links.ts";
import { birthdayThatChanges, nextBirthday } from "./rules-birthdays.ts";
import { expectedChild } from "./rules-expected.ts";

type Facts = { readonly birth_date: string | null; readonly day_is_known: boolean; readonly prepared: readonly BirthdayAge[] };

const nextOf = ({ since, facts }: { readonly since: string; readonly facts: Facts }) =>
  nextBirthday({ birthDate: facts.birth_date, dayIsKnown: facts.day_is_known, openedOn: since, prepared: facts.prepared.map(Number) });

const birthdayClock = defineClock({
  id: birthdayThatChanges.id,
  follows: ["people.person", "people.birthday_prepared", "intake.intake", "intake.case_closure"],
  // One at a time: the next, when what was done before this one is written. A case has a report or an application from its first moment.
  read: (of) => sql`
    select i.case_id, i.case_id, null::uuid, null::uuid, f.opened_on, null::text, jsonb_build_object('birth_date', p.birth_date,
      'prepared', (select coalesce(jsonb_agg(b.age order by b.age), '[]') from people.birthday_prepared b
        where b.municipality_id = i.municipality_id and b.case_id = i.case_id), 'day_is_known', p.birth_date_known = 'dag')
    from (select distinct i.municipality_id, i.case_id from intake.intake i where ${of("i")}) i
    join intake.case_file f on f.municipality_id = i.municipality_id and f.id = i.case_id
    join people.person p on p.municipality_id = f.municipality_id and p.id = f.child_id
    where p.birth_date_known <> 'väntat' and not exists (select 1 from intake.case_closure k where k.municipality_id = i.municipality_id and k.case_id = i.case_id)`,
  facts: z.strictObject({
    birth_date: answer.day.nullable(),
    day_is_known: answer.yesNo,
    prepared: answer.list(answer.oneOf(birthdayAges)),
  }),
  count(clock) {
    const next = nextOf(clock);
    return next === undefined ? null : { ...countedBy(birthdayThatChanges, next), visibleFrom: next.visibleFrom };
  },
  label: (clock) => `Förbered att barnet fyller ${nextOf(clock)?.age ?? ""} år`,
  href: (clock) => birthdayLink(clock.case_id, nextOf(clock)?.age ?? 0),
  examples: [
    {
      name: "fifteen",
      since: "2026-03-02",
      facts: { birth_date: "2011-05-14", day_is_known: true, prepared: [] },
      due: "2026-05-14",
      visibleFrom: "2026-03-15",
      says: "rätt att föra sin egen talan, och kan självt begära eller samtycka till insatser, utom placering och boende med särskilt stöd (3 kap. 4 § SoL och 21 kap. 1 § SoL)",
    },
    {
      name: "fifteen, where the year alone is known",
      since: "2025-03-02",
      facts: { birth_date: "2011-12-31", day_is_known: false, prepared: [] },
      due: "2026-01-01",
      visibleFrom: "2025-11-02",
      says: "kan fylla 15 år från den 1 januari 2026",
    },
    {
      name: "eighteen, born on 29 February",
      since: "2025-03-02",
      facts: { birth_date: "2008-02-29", day_is_known: true, prepared: ["15"] },
      due: "2026-02-28",
      visibleFrom: "2025-12-30",
      says: "inte längre barn i lagens mening",
    },
  ],
});

const expectedClock = defineClock({
  id: expectedChild.id,
  follows: ["people.person", "intake.intake", "intake.case_closure"],
  read: (of) => sql`
    select i.case_id, i.case_id, null::uuid, null::uuid, f.opened_on, null::text, jsonb_build_object('expected_on', p.birth_date)
    from (select distinct i.municipality_id, i.case_id from intake.intake i where ${of("i")}) i
    join intake.case_file f on f.municipality_id = i.municipality_id and f.id = i.case_id
    join people.person p on p.municipality_id = f.municipality_id and p.id = f.child_id
    where p.birth_date_known = 'väntat' and p.same_as is null
      and not exists (select 1 from intake.case_closure k where k.municipality_id = i.municipality_id and k.case_id = i.case_id)`,
  facts: z.strictObject({ expected_on: answer.day }),
  count({ facts: { expected_on: expectedOn } }) {
    const input = { expectedOn };
    return { ...countedBy(expectedChild, input), visibleFrom: expectedChild.apply(input).visibleFrom };
  },
  label: "Ta reda på om barnet är fött",
  href: (clock) => birthLink(clock.case_id),
  examples: [
    {
      name: "expected",
      since: "2026-03-02",
      facts: { expected_on: "2026-05-14" },
      due: "2026-05-14",
      visibleFrom: "2026-04-16",
      says: "Barnet väntas den 14 maj 2026",
    },
  ],
});

/** Every clock of this room. */
export const peopleClocks = [birthdayClock, expectedClock] as const;
