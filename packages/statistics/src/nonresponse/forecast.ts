// How many will have answered on the last day, if it goes on as it has gone.
import { check, listOf, options as shapeOf } from "../checks/shape.ts";
import * as kinds from "../checks/kinds.ts";
import { studentQuantile } from "../distributions/student.ts";
import { StatisticsError } from "../errors.ts";

/** A day of the fieldwork: how many had not answered when it began, and how many of them answered. */
export type FieldDay = { readonly waiting: number; readonly answered: number };

export type ResponseForecast = {
  /** Expected number of further answers, and their share of those who have not answered, 0…1. */
  readonly further: number;
  readonly share: number;
  /** Limits of the number of further answers, whole numbers: that of the forecast and of the chance that remains. */
  readonly lower: number;
  readonly upper: number;
  /** Share of those waiting who answer in a day. */
  readonly rate: number;
  /** How many times more the days differ than chance alone gives; 1 or more. */
  readonly dispersion: number;
};

/** Fewer days than this cannot tell how days differ. */
const fewestDays = 5;
/** With fewer answers the rate is anybody's guess. */
const fewestAnswers = 5;

const dayShape = shapeOf<FieldDay>({ waiting: kinds.wholeNumber(0), answered: kinds.wholeNumber(0) }, "a day");

/**
 * Forecast of the number of further answers from `waiting` units in `daysLeft` days (whole numbers), with a prediction interval, if those who wait go on to
 * answer at the rate of the given days. What changes the rate, such as a reminder, is not foreseen.
 *
 * Formula: the rate of a day h = Σ answered/Σ waiting; π = 1 − (1 − h)^D; further = U π. φ = max(1, χ²/(k − 1)), Pearson's χ² of the k days. Var h = φ h(1 − h)/Σ waiting;
 * Var of the share = φ_D π(1 − π)/U + (D (1 − h)^(D−1))² Var h, where φ_D = 1 + (φ − 1) U/(mean waiting): days differ together for all who wait; limits
 * logit π ± t_{k−1} se/(π(1 − π)), made whole outwards. Reference: McCullagh & Nelder (1989), overdispersion § 4.5; Kalbfleisch & Prentice (2002) for the
 * discrete hazard. Errors: `argument` for more answers than waited or a level outside 0 and 1; `too-few-rows` for fewer than 5 days or 5 answers;
 * `one-level` where all who waited answered.
 */
export function forecastResponse(days: readonly FieldDay[], waiting: number, daysLeft: number, level = 0.95): ResponseForecast {
  check(
    { days, waiting, daysLeft, level },
    { days: listOf(dayShape, "days"), waiting: kinds.wholeNumber(0), daysLeft: kinds.wholeNumber(0), level: kinds.number },
  );
  if (!(level > 0 && level < 1))
    throw new StatisticsError("argument", `"level" must lie between 0 and 1, got ${level}.`, { variable: "level" });
  const wrong = days.filter((day) => day.answered > day.waiting).length;
  if (wrong > 0) throw new StatisticsError("argument", `More answered than waited on ${wrong} days.`, { variable: "days", count: wrong });
  const used = days.filter((day) => day.waiting > 0);
  const answered = used.reduce((sum, day) => sum + day.answered, 0);
  const exposed = used.reduce((sum, day) => sum + day.waiting, 0);
  if (used.length < fewestDays || answered < fewestAnswers) {
    const message = `"days" has ${used.length} days with ${answered} answers; a forecast takes ${fewestDays} days and ${fewestAnswers} answers.`;
    throw new StatisticsError("too-few-rows", message, { variable: "days", count: used.length });
  }
  const rate = answered / exposed;
  if (rate >= 1)
    throw new StatisticsError("one-level", `All who waited answered on ${used.length} days.`, { variable: "days", count: used.length });
  const chi = used.reduce((sum, day) => sum + (day.answered - day.waiting * rate) ** 2 / (day.waiting * rate * (1 - rate)), 0);
  const dispersion = Math.max(1, chi / (used.length - 1));
  if (waiting === 0 || daysLeft === 0) return { further: 0, share: 0, lower: 0, upper: 0, rate, dispersion };
  const share = 1 - (1 - rate) ** daysLeft;
  const together = 1 + ((dispersion - 1) * waiting) / (exposed / used.length);
  const ofRate = (dispersion * rate * (1 - rate)) / exposed;
  const variance = (together * share * (1 - share)) / waiting + (daysLeft * (1 - rate) ** (daysLeft - 1)) ** 2 * ofRate;
  const half = (studentQuantile(0.5 + level / 2, used.length - 1) * Math.sqrt(variance)) / (share * (1 - share));
  const centre = Math.log(share / (1 - share));
  const shareAt = (logit: number) => 1 / (1 + Math.exp(-logit));
  return {
    further: waiting * share,
    share,
    lower: Math.floor(waiting * shareAt(centre - half)),
    upper: Math.ceil(waiting * shareAt(centre + half)),
    rate,
    dispersion,
  };
}
