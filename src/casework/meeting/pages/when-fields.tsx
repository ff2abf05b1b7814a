import type { FC } from "hono/jsx";
import { stockholmDate, stockholmTime } from "../../../platform/basics/dates.ts";
import { DateField, Radios, Select, TextField, TimeField, optionsOf } from "../../../ui/components/fields.tsx";
import type { FormState } from "../../../ui/components/form.tsx";
import { capital } from "../../../platform/basics/text.ts";
import { meetingLengths, meetingWays } from "../codes.ts";
import type { BookingPart } from "../meeting-part.ts";
import { lengthWords } from "../rules.ts";

/** When, how long, how and where. */
export const WhenFields: FC<{ form: FormState; today: string }> = ({ form, today }) => (
  <>
    <div class="f-pair">
      <DateField {...form.field("day")} label="Dag" min={today} />
      <TimeField {...form.field("time")} label="Klockslag" />
    </div>
    <Select
      {...form.field("minutes")}
      label="Hur länge?"
      options={meetingLengths.map((value) => ({ value, label: capital(lengthWords(Number(value))) }))}
    />
    <Radios {...form.field("way")} label="Hur möts ni?" options={optionsOf(meetingWays)} inline />
    <TextField
      {...form.field("place")}
      label="Var?"
      hint="Adress och rum, länk till videosamtalet, eller vilket nummer ni ringer. Det står i allas kallelser: skriv ingen adress som någon av dem inte får veta."
      maxLength={300}
    />
  </>
);

/** What stands in the fields from the start: the booking that holds. */
export function whenValues({ starts_at, minutes, way, place }: BookingPart): Record<string, string | null> {
  const moment = starts_at === null ? null : new Date(starts_at);
  return {
    day: moment && stockholmDate(moment),
    time: moment && stockholmTime(moment),
    minutes: minutes === null ? null : String(minutes),
    way,
    place,
  };
}
