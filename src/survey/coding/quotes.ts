import { sql } from "kysely";
import type { Tx } from "../../platform/database/connect.ts";
import type { CodingState, OpenAnswer } from "./coding-state.ts";
import { finalCodes } from "./coding-state.ts";
import type { OpenQuestion } from "./load-coding.ts";
import { findPersonalData, isOfAnswer } from "./personal-data.ts";
import type { Finding } from "./personal-data.ts";

type Row = {
  readonly id: string;
  readonly unitId: string;
  readonly text: string;
  readonly by: string;
  readonly outcome: "godkänt" | "avslaget" | null;
  readonly reason: string | null;
  readonly reviewedBy: string | null;
  readonly reviews: number;
};

/** A quote as it stands: with what is found in it, and whether the answer still says it. No unit. */
export type Quote = Omit<Row, "unitId"> & {
  readonly answer: OpenAnswer | undefined;
  readonly findings: readonly Finding[];
  /** The unit's last delivery still says it. */
  readonly stands: boolean;
  readonly codes: readonly string[];
};

/** The quotes of an open question in the order of their words: no order that tells of units. */
export async function readQuotes(tx: Tx, municipalityId: number, question: OpenQuestion, today: string): Promise<readonly Quote[]> {
  const { rows } = await sql<Row>`
    select q.id, q.unit_id as "unitId", q.text, s.name as by, r.outcome, r.reason, t.name as "reviewedBy", coalesce(r.number, 0)::int as reviews
    from survey.quote q join survey.unit u on u.municipality_id = q.municipality_id and u.id = q.unit_id
    join access.staff s on s.municipality_id = q.municipality_id and s.id = q.recorded_by
    left join lateral (select v.outcome, v.reason, v.recorded_by, v.number from survey.quote_review v
      where v.municipality_id = q.municipality_id and v.quote_id = q.id order by v.number desc limit 1) r on true
    left join access.staff t on t.municipality_id = q.municipality_id and t.id = r.recorded_by
    where q.municipality_id = ${municipalityId} and u.round_id = ${question.round.id}::uuid and q.answer_column = ${question.column.column}`.execute(
    tx,
  );
  const names = await unitNames(tx, municipalityId, question.round.id);
  return rows
    .map(({ unitId, ...row }) => {
      const answer = question.answers.find(({ unit }) => unit.id === unitId);
      return {
        ...row,
        answer,
        findings: findPersonalData(row.text, { own: names.get(unitId) ?? "", others: [...names.values()] }, today),
        stands: answer !== undefined && isOfAnswer(row.text, answer.text),
        codes: answer === undefined ? [] : codesOf(question, answer),
      };
    })
    .sort((one, other) => one.text.localeCompare(other.text, "sv") || (one.id < other.id ? -1 : 1));
}

const codesOf = (state: CodingState, answer: OpenAnswer): readonly string[] => finalCodes(state, answer) ?? [];

/** The names of all units of a round, by identifier. */
export async function unitNames(tx: Tx, municipalityId: number, roundId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom("survey.unit")
    .select(["id", "name"])
    .where("municipality_id", "=", municipalityId)
    .where("round_id", "=", roundId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** What may stand in a report: approved, still said by the answer, and nothing in it that stops it. */
export const isPublishable = ({ outcome, stands, findings }: Quote): boolean =>
  outcome === "godkänt" && stands && findings.every((one) => !one.stops);
