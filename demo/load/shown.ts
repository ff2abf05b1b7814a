// Children beside the lives: one who is expected, one whom nobody knows by name, and one who stands here twice. The first caseworker has them.
import type pg from "pg";
import type { CodeOf } from "../../src/platform/database/generated.ts";
import { dateOf } from "../calendar.ts";
import { preliminaryAssessment } from "../../src/casework/intake/rules.ts";
import { standInNames } from "../../src/casework/people/born-words.ts";
import type { Desk } from "./desk.ts";
import { fixedId } from "./staff.ts";

type Shown = {
  /** Names its identifiers. */ readonly key: string;
  readonly child: {
    readonly given: string; readonly family: string; readonly birth: string; readonly known: CodeOf<"people.person.birth_date_known">; readonly isNamed: boolean;
    readonly sex: CodeOf<"people.person.sex">;
  }; // prettier-ignore
  readonly receivedOn: number;
  readonly reporter: readonly [category: string, name: string | null, mandated: boolean];
  readonly reasons: readonly string[];
  readonly concern: string;
  readonly mother?: readonly [given: string, family: string];
  readonly description?: string;
  readonly note?: string;
};

/** Writes them, when all the lives are there. */
export async function writeShown(client: pg.Client, desk: Desk): Promise<void> {
  const today = desk.municipality.referenceDay;
  await write(client, desk, {
    key: "väntat",
    child: { given: standInNames.expected, family: "Sandell", birth: dateOf(today + 24), known: "väntat", isNamed: true, sex: "okänt" },
    receivedOn: today - 5,
    reporter: ["hälso- och sjukvård", "Barnmorska Lena Wik, mödravården", true],
    reasons: ["förälders missbruk"],
    concern:
      "Elin Sandell väntar barn om tre till fyra veckor. Hon har berättat om återfall under hösten och vill ha hjälp inför förlossningen.",
    mother: ["Elin", "Sandell"],
    note: "Elin och barnmorskan kom till oss. Elin vill att vi hörs igen när barnet är fött, och att barnmorskan ringer oss.",
  });
  await write(client, desk, {
    key: "utan namn",
    child: {
      ...lower(standInNames.unknown),
      birth: `${Number(dateOf(today).slice(0, 4)) - 14}-12-31`,
      known: "år",
      isNamed: false,
      sex: "man",
    },
    receivedOn: today,
    reporter: ["polis", "Inspektör Anders Falk", true],
    reasons: ["ekonomi eller boende"],
    concern: "En pojke har sovit i väntsalen två nätter. Han vill inte säga vad han heter och talar lite svenska.",
    description: "Pojke i grå munkjacka och vita skor, omkring fjorton år, brukar vara vid stationen.",
  });
  const twin = await firstWithNumber(client, desk);
  if (!twin) return;
  await write(client, desk, {
    key: "dubblett",
    child: { ...twin, known: "dag", isNamed: true },
    receivedOn: today,
    reporter: ["anhörig", "Mormor", false],
    reasons: ["konflikt mellan föräldrar"],
    concern: "Mormor ringde och är orolig för bråken hemma. Hon visste inte barnets nummer.",
  });
}

const lower = ({ givenName, familyName }: typeof standInNames.unknown) => ({ given: givenName, family: familyName });

/** Who of the first caseworker's children has a number and is not protected: typed once more without it, as somebody who does not know it does. */
async function firstWithNumber(client: pg.Client, desk: Desk) {
  const { rows } = await client.query<{ given: string; family: string; birth: string; sex: CodeOf<"people.person.sex"> }>(
    `select p.given_name as given, p.family_name as family, p.birth_date::text as birth, p.sex from people.person p
     join intake.case_file c on c.municipality_id = p.municipality_id and c.child_id = p.id and c.is_open
     join intake.case_assignment a on a.municipality_id = c.municipality_id and a.case_id = c.id and a.role = 'ansvarig' and a.ended_on is null
     where p.municipality_id = $1 and a.staff_id = $2 and p.identity_number is not null and p.protected_identity = 'ingen' and not p.unaccompanied
       and not exists (select 1 from people.guardianship g join people.person w on w.municipality_id = g.municipality_id and w.id = g.guardian_id
         join access.staff s on s.municipality_id = w.municipality_id and s.identity_number = w.identity_number
         where g.municipality_id = p.municipality_id and g.child_id = p.id)
     order by c.case_number desc limit 1`,
    [desk.municipalityId, desk.staff.caseworkers[0]?.id],
  );
  return rows[0];
}

async function write(client: pg.Client, desk: Desk, one: Shown): Promise<void> {
  const m = desk.municipalityId;
  const me = desk.staff.caseworkers[0];
  if (!me) return;
  const id = (what: string) => fixedId(`${desk.municipality.code}/${desk.municipality.seed}/${one.key}/${what}`);
  const day = dateOf(one.receivedOn);
  const at = (minute: number) => desk.at(one.receivedOn, minute);
  const by = (minute: number) => [me.id, at(minute)];
  const add = (table: string, columns: string, ...values: unknown[]) =>
    client.query(`insert into ${table} (municipality_id, ${columns}) values (${[m, ...values].map((_, n) => `$${n + 1}`).join(", ")})`, [
      m,
      ...values,
    ]);
  const { child } = one;
  const stamped = "recorded_by, recorded_at";
  await add(
    "people.person", `id, given_name, family_name, birth_date, birth_date_known, name_known, sex, ${stamped}`,
    id("barn"), child.given, child.family, child.birth, child.known, child.isNamed, child.sex, ...by(485),
  ); // prettier-ignore
  await add(
    "intake.case_file", `id, child_id, case_number, unit_id, opened_on, ${stamped}`,
    id("ärende"), id("barn"), await nextNumber(client, m, day.slice(0, 4)), desk.staff.units[me.unit ?? 0]?.id, day, ...by(490),
  ); // prettier-ignore
  await add(
    "intake.case_assignment",
    `id, case_id, staff_id, role, assigned_on, ${stamped}`,
    id("handläggare"),
    id("ärende"),
    me.id,
    "ansvarig",
    day,
    ...by(495),
  );
  const [category, name, mandated] = one.reporter;
  await add(
    "intake.intake",
    `id, case_id, type, received_at, received_on, channel, reporter_category, reporter_name, reporter_mandated, feedback_requested, reasons, violence, concern, protection_due_on, ${stamped}`,
    id("anmälan"), id("ärende"), "anmälan", at(480), day, "telefon", category, name, mandated, false, one.reasons, false, one.concern, day, ...by(490),
  ); // prettier-ignore
  if (one.mother) {
    const [given, family] = one.mother;
    const claim = [id("uppgift"), id("barn"), id("ärende"), id("anmälan"), given, family, true];
    await add(
      "people.guardian_claim",
      `id, child_id, case_id, intake_id, given_name, family_name, expects, ${stamped}`,
      ...claim,
      ...by(490),
    );
  }
  if (one.description !== undefined)
    await client.query(
      `insert into people.person_detail (municipality_id, id, case_id, person_id, kind, detail, valid_from, change, source, source_detail, source_on, recorded_by, recorded_at)
       values ($1, $2, $3, $4, 'beskrivning', $5, $6, 'bekräftad', 'uppgift från någon', 'det som kom in', $6, $7, $8)`,
      [m, id("beskrivning"), id("ärende"), id("barn"), one.description, day, ...by(490)],
    );
  if (one.note !== undefined)
    await add("intake.note", `id, case_id, happened_on, text, ${stamped}`, id("anteckning"), id("ärende"), day, one.note, ...by(600));
  if (child.known === "väntat") return;
  const keys = [id("förhandsbedömning"), id("ärende")];
  await add(
    "intake.protection_assessment", `id, case_id, intake_id, assessed_at, result, reasoning, ${stamped}`,
    id("skydd"), id("ärende"), id("anmälan"), at(510), "inget omedelbart skydd", "Barnet är tryggt där det är i dag. Vi hörs igen.", ...by(515),
  ); // prettier-ignore
  await add(
    "participation.phase",
    `id, case_id, kind, subject_id, opened_on, ${stamped}`,
    id("fas"),
    id("ärende"),
    "förhandsbedömning",
    keys[0],
    day,
    ...by(490),
  );
  const { dueOn } = preliminaryAssessment.apply({ type: "anmälan", receivedOn: day, investigationOpen: false });
  await add(
    "intake.preliminary_assessment",
    `id, case_id, intake_id, phase_id, opened_on, due_on, ${stamped}`,
    ...keys,
    id("anmälan"),
    id("fas"),
    day,
    dueOn,
    ...by(490),
  );
}

async function nextNumber(client: pg.Client, municipalityId: number, year: string): Promise<string> {
  const { rows } = await client.query<{ next: number }>(
    "select coalesce(max(substr(case_number, 6)::int), 0) + 1 as next from intake.case_file where municipality_id = $1 and case_number like $2",
    [municipalityId, `${year}-%`],
  );
  return `${year}-${String(rows[0]?.next ?? 1).padStart(5, "0")}`;
}
