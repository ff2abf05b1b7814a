/** Days of placements that the house has no forms for yet: temporary care that goes on, and a child in sheltered housing by decision of the court. Pure. */
import { addDays, addMonths, birthdayOf, compareDates } from "../../platform/basics/dates.ts";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import { fixedDay, lastDay } from "../../platform/law/rules-last-day.ts";
import type { Rule } from "../../platform/law/rule.ts";

/** At most so many months at a time, and in a row: 9 a § LVU. */
const CARE_MONTHS = 2;
const CARE_MONTHS_IN_A_ROW = 12;
/** Weeks within which a placement is begun (3:4) and the court takes the matter up (8:2), lag 2024:79. */
const BEGIN_WEEKS = 4;
const COURT_WEEKS = 2;
const WEEK = 7;
const ADULT = 18;

type Day = { readonly dueOn: string; readonly targetOn: string };

export type ContinuedCareInput = {
  /** The day of the court's latest decision that the care may go on. */ readonly decidedOn: string;
  /** The day of its first such decision in a row. */ readonly firstDecidedOn: string;
  /** Care is necessary beyond the year. */ readonly necessary: boolean;
};
export type ContinuedCareOutcome = Day & { readonly yearEndsOn: string; readonly endsByYear: boolean };

export const continuedCare: Rule<ContinuedCareInput, ContinuedCareOutcome> = {
  id: "temporary-care-continued",
  title: "Fortsatt omhändertagande för tillfällig vård: högst två månader åt gången",
  provisionIds: ["temporary-care-continued"],
  basis: "lag",
  clock: "egen dag",
  room: "intervention",
  validFrom: "2019-07-01",
  certainty: "osäker",
  source:
    "Högst två månader åt gången från dagen för rättens beslut, och högst ett år i följd om inte fortsatt tillfällig vård är nödvändig. Ny ansökan görs innan tiden har löpt ut; dagen är rättens och flyttas inte. Att året räknas från det första beslutet är vår läsning. Läst i lydelsen enligt Lag (2019:472); första dagen är sannolikt 1 juli 2019.",
  apply({ decidedOn, firstDecidedOn, necessary }) {
    const yearEndsOn = addMonths(firstDecidedOn, CARE_MONTHS_IN_A_ROW);
    const limit = addMonths(decidedOn, CARE_MONTHS);
    const endsByYear = !necessary && compareDates(yearEndsOn, limit) < 0;
    return { ...fixedDay(endsByYear ? yearEndsOn : limit), yearEndsOn, endsByYear };
  },
  explain({ decidedOn }, { dueOn, endsByYear }) {
    const because = endsByYear ? "omhändertagandet har då pågått ett år i följd" : "högst två månader från rättens beslut";
    return deadlineSentence({
      verb: "Ny ansökan görs, eller omhändertagandet upphör,",
      dueOn,
      because,
      provisionId: "temporary-care-continued",
      citedOn: decidedOn,
    });
  },
};

export type ShelterBeginsInput = { readonly finalOn: string };

export const shelterBegins: Rule<ShelterBeginsInput, Day> = {
  id: "shelter-placement-begins",
  title: "Placeringen i skyddat boende påbörjas inom fyra veckor, annars upphör rättens beslut att gälla",
  provisionIds: ["shelter-begins", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "intervention",
  validFrom: "2024-04-01",
  certainty: "verifierad",
  source:
    "Fyra veckor från den dag beslutet fick laga kraft. Placeringen är påbörjad när barnet har kommit till boendet (5 kap. 2 §). Planera för dagen som räknad, inte för den som en helg flyttar.",
  apply: ({ finalOn }) => lastDay(addDays(finalOn, BEGIN_WEEKS * WEEK)),
  explain({ finalOn }, { dueOn, targetOn }) {
    const because = "fyra veckor från den dag beslutet fick laga kraft";
    return deadlineSentence({ verb: "Placeringen påbörjas", dueOn, targetOn, because, provisionId: "shelter-begins", citedOn: finalOn });
  },
};

export type ShelterEndsInput = {
  readonly birthDate: string;
  /** The day the guardian's own sheltered housing ends; null while none is set. */ readonly guardianEndsOn: string | null;
};

export const shelterEnds: Rule<
  ShelterEndsInput,
  { readonly dueOn: string; readonly because: "vårdnadshavarens insats upphör" | "barnet fyller 18 år" }
> = {
  id: "shelter-ends-at-the-latest",
  title: "Barnets skyddade boende upphör senast med vårdnadshavarens, eller när barnet fyller 18 år",
  provisionIds: ["shelter-ends"],
  basis: "lag",
  clock: "egen dag",
  room: "intervention",
  validFrom: "2024-04-01",
  certainty: "verifierad",
  source: "Senaste dagen; finns det inte längre skäl ska nämnden besluta att insatsen upphör dessförinnan.",
  apply({ birthDate, guardianEndsOn }) {
    const adultOn = birthdayOf(birthDate, ADULT);
    return guardianEndsOn !== null && compareDates(guardianEndsOn, adultOn) < 0
      ? { dueOn: guardianEndsOn, because: "vårdnadshavarens insats upphör" }
      : { dueOn: adultOn, because: "barnet fyller 18 år" };
  },
  explain: (_input, { dueOn, because }) =>
    deadlineSentence({ verb: "Upphör", dueOn, because, provisionId: "shelter-ends", citedOn: dueOn }),
};

export type ShelterCourtInput = { readonly appliedOn: string };

export const shelterCourt: Rule<ShelterCourtInput, Day> = {
  id: "shelter-court-decides",
  title: "Rätten tar upp målet om skyddat boende inom två veckor när en omedelbar insats gäller",
  provisionIds: ["shelter-court", "last-day"],
  basis: "lag",
  clock: "lagstadgad tid",
  room: "intervention",
  validFrom: "2024-04-01",
  certainty: "verifierad",
  source: "Två veckor från den dag ansökan kom in. Rättens tid, som den får förlänga; nämnden behöver veta den.",
  apply: ({ appliedOn }) => lastDay(addDays(appliedOn, COURT_WEEKS * WEEK)),
  explain({ appliedOn }, { dueOn, targetOn }) {
    const because = "två veckor från den dag ansökan kom in till rätten";
    return deadlineSentence({ verb: "Rätten tar upp målet", dueOn, targetOn, because, provisionId: "shelter-court", citedOn: appliedOn });
  },
};

/** The days of placements, for docs/law.md. */
export const placementRules = [continuedCare, shelterBegins, shelterEnds, shelterCourt] as const;
