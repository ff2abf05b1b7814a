import { FieldsOf } from "../../../ui/components/about-fields.tsx";
import { whenFields } from "../fields.ts";
import type { FC } from "hono/jsx";
import { stockholmDate, stockholmTime } from "../../../platform/basics/dates.ts";
import type { FormState } from "../../../ui/components/form.tsx";
import type { BookingPart } from "../meeting-part.ts";

/** When, how long, how and where. */
export const WhenFields: FC<{ form: FormState }> = ({ form }) => (
  <>
    <div class="f-pair">
      <FieldsOf form={form} of={whenFields} names={["day", "time"]} />
    </div>
    <FieldsOf form={form} of={whenFields} names={["minutes", "way", "place"]} />
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
