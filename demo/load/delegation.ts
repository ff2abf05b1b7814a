// The delegation order of Demokommunen: the example that comes with the program, adopted as such, and on which level each of the staff decides.
import { exampleOrder } from "../../src/casework/decision/delegation/example.ts";
import type { Point } from "../../src/casework/decision/delegation/points.ts";
import type pg from "pg";
import { addDays } from "../../src/platform/basics/dates.ts";
import { CopyTable } from "./copy.ts";
import type { Staff } from "./staff.ts";

/** For so many days it has held. What was decided before has its typed point. */
const heldFor = 30;

/** The rows, in the order in which they refer to each other. They are written after the cases. `today` is the demo's day. */
export function delegationTables(municipalityId: number, staff: Staff, today: string): CopyTable[] {
  const director = staff.members.find((member) => member.role === "director")?.id;
  const from = addDays(today, -heldFor);
  const stamp = [director, `${from}T09:00:00Z`] as const;
  const by = ["recorded_by", "recorded_at"] as const;
  const version = new CopyTable("decision.delegation_version", ["municipality_id", "number", "name", "is_example", ...by]);
  const point = new CopyTable("decision.delegation_point", [
    ...[
      "municipality_id",
      "version",
      "point",
      "decision_type",
      "grounds",
      "interventions",
      "most_months",
      "most_kronor",
      "level",
      "qualified",
    ],
    ...["restriction", ...by],
  ]);
  const adoption = new CopyTable("decision.delegation_adoption", [
    ...["municipality_id", "version", "valid_from", "decided_on", "body", "minutes_number", ...by],
  ]);
  const mandate = new CopyTable("decision.staff_mandate", [
    ...["municipality_id", "staff_id", "number", "valid_from", "level", "qualified", "degree", ...by],
  ]);
  const write = (number: number, name: string, points: readonly Point[]): void => {
    version.add(municipalityId, number, name, true, ...stamp);
    for (const one of points) {
      point.add(
        ...[municipalityId, number, one.point, one.decisionType, one.grounds, one.interventions, one.mostMonths, one.mostKronor, one.level],
        ...[one.qualified, one.restriction, ...stamp],
      );
    }
  };
  write(1, "Delegationsordning, exempel", exampleOrder);
  // What the office would have the board adopt next: the seniors may grant for half a year, not a whole.
  const shorter = exampleOrder.map((one) => (one.mostMonths === null ? one : { ...one, mostMonths: 6 }));
  write(2, "Delegationsordning, förslag", shorter);
  adoption.add(municipalityId, 1, from, from, "Socialnämnden", "§ 112", ...stamp);
  let n = 0;
  for (const one of staff.members) {
    if (one.role !== "caseworker" && one.role !== "team_leader") continue;
    n++;
    // One in seven is a senior; one in nine has no degree yet.
    const level = one.role === "team_leader" ? "enhetschef" : n % 7 === 0 ? "förste socialsekreterare" : "handläggare";
    const qualified = one.role === "team_leader" || n % 9 !== 0;
    mandate.add(municipalityId, one.id, 1, from, level, qualified, qualified ? `Socionomexamen ${2008 + (n % 12)}` : null, ...stamp);
  }
  // What cases weigh where they are given out.
  const weights = new CopyTable("decision.workload_weight", [
    ...["municipality_id", "number", "valid_from", "responsible", "beside", "investigating", "violence", "late", "why", ...by],
  ]);
  weights.add(municipalityId, 1, from, 10, 4, 6, 3, 1, "Ledningsgruppens första försök.", ...stamp);
  return [version, point, adoption, mandate, weights];
}

/** More time for an investigation takes somebody else's approval since a month; one caseworker has asked and waits, another's proposal has come back. */
export async function writeApprovals(client: pg.Client, municipalityId: number, today: string, directorId: string): Promise<void> {
  await client.query(
    `insert into decision.second_eyes (municipality_id, number, valid_from, kinds, why, recorded_by, recorded_at)
     values ($1, 1, $2::date - 30, array['förlänga utredning'], 'Socialchefens beslut efter egenkontrollen.', $3, ($2::date - 30)::timestamp at time zone 'Europe/Stockholm' + interval '9 hours')`,
    [municipalityId, today, directorId],
  );
  await client.query(
    `insert into decision.approval_request (municipality_id, id, case_id, investigation_id, kind, extended_to, proposal, recorded_by, recorded_at)
     select i.municipality_id, md5(i.id::text || '/godkännande')::uuid, i.case_id, i.id, 'förlänga utredning', (date_trunc('month', $2::date) + interval '2 months' - interval '1 day')::date,
       'Att förlänga till den sista i nästa månad: skolans underlag kommer först då, och barnet vill berätta mer i ett samtal till.', a.staff_id,
       ($2::date - 3)::timestamp at time zone 'Europe/Stockholm' + interval '10 hours'
     from investigation.investigation i
     join intake.case_assignment a on a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.role = 'ansvarig' and a.ended_on is null
     where i.municipality_id = $1 and i.started_on < $2::date - 70
       and not exists (select 1 from investigation.conclusion e where e.municipality_id = i.municipality_id and e.investigation_id = i.id)
     order by i.started_on desc, i.id limit 2`,
    [municipalityId, today],
  );
  await client.query(
    `insert into decision.approval_answer (municipality_id, request_id, case_id, requested_by, answer, reason, recorded_by, recorded_at)
     select r.municipality_id, r.id, r.case_id, r.recorded_by, 'återlämnat', 'Skriv vad väntan betyder för barnet, och en kortare tid.', s.id,
       ($2::date - 1)::timestamp at time zone 'Europe/Stockholm' + interval '14 hours'
     from decision.approval_request r
     join intake.case_file c on c.municipality_id = r.municipality_id and c.id = r.case_id
     join access.staff s on s.municipality_id = c.municipality_id and s.unit_id = c.unit_id
     join access.staff_role l on l.municipality_id = s.municipality_id and l.staff_id = s.id and l.role = 'team_leader'
     where r.municipality_id = $1 and r.id = (select max(x.id::text)::uuid from decision.approval_request x where x.municipality_id = $1)
     order by s.id limit 1`,
    [municipalityId, today],
  );
}

/** Two investigations that wait for a committee: one whose meeting has been and whose minutes are to be written, one for a meeting to come. */
export async function writeAgenda(client: pg.Client, municipalityId: number, today: string): Promise<void> {
  await client.query(
    `insert into decision.agenda_item (municipality_id, id, case_id, investigation_id, body, meeting_on, proposal, recorded_by, recorded_at)
     select i.municipality_id, md5(i.id::text || '/ärendelista')::uuid, i.case_id, i.id, 'Individutskottet', $2::date + (row_number() over (order by i.started_on, i.id))::int * 7 - 10,
       'Att bevilja familjebehandling, fast en av två vårdnadshavare inte samtycker. Barnet vill ha stödet, och behöver det nu.', i.recorded_by,
       ($2::date - 5)::timestamp at time zone 'Europe/Stockholm' + interval '10 hours'
     from investigation.investigation i
     join intake.case_assignment a on a.municipality_id = i.municipality_id and a.case_id = i.case_id and a.role = 'ansvarig' and a.ended_on is null
     where i.municipality_id = $1 and i.started_on < $2::date - 60
       and (select count(*) from people.standing_guardianship g join intake.case_file f on f.municipality_id = g.municipality_id and f.child_id = g.child_id
         where f.municipality_id = i.municipality_id and f.id = i.case_id and g.valid_to is null) > 1
       and not exists (select 1 from investigation.conclusion e where e.municipality_id = i.municipality_id and e.investigation_id = i.id)
     order by i.started_on, i.id limit 2`,
    [municipalityId, today],
  );
}
