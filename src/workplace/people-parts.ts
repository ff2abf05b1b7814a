/** Parts of a case about the people around it. */

export type InformedPart = {
  readonly person_id: string;
  readonly name: string;
  readonly outcome: string;
  readonly happened_on: string;
  /** How it was told; null for särskilda skäl, which are asked for by themselves (`get-withheld`). */
  readonly content: string | null;
  readonly review_on: string | null;
  readonly recorded_at: string;
};

export type LeftPart = {
  readonly name: string;
  readonly role: string;
  readonly ended_on: string;
  readonly reason: string;
  readonly note: string | null;
  readonly by: string;
  readonly recorded_at: string;
};

export type EmergencyPart = {
  readonly id: string;
  readonly staff_id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly reason: string;
  readonly explanation: string;
  readonly opened_at: string;
  readonly closes_at: string;
  readonly is_open: boolean;
};

/** What was typed of somebody who was known, where it was not what is known: taken into what is known, or kept here only. */
export type PersonReviewPart = {
  readonly name: string;
  readonly known: PersonTyped;
  readonly typed: PersonTyped;
  readonly taken: readonly string[];
  readonly kept: readonly string[];
  readonly source: string | null;
  readonly source_detail: string | null;
  readonly source_on: string | null;
  readonly by: string;
  readonly recorded_at: string;
};
type PersonTyped = Readonly<Record<string, string | boolean | null>>;
