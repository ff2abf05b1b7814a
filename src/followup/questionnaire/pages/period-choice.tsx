import type { FC } from "hono/jsx";
import { DateField } from "../../../ui/components/fields.tsx";
import { FilterForm } from "../../../ui/components/form.tsx";
import { Alert, Details } from "../../../ui/components/text.tsx";
import { formatLong } from "../../../platform/basics/dates.ts";
import { periodChoices, periodSearch } from "./asked-period.ts";
import type { AskedPeriod } from "./asked-period.ts";

/** Which days are counted: the usual periods as links, and any days of one's own. `path` is the page that counts. */
export const PeriodChoice: FC<{ path: string; asked: AskedPeriod; today: string }> = ({ path, asked, today }) => {
  const choices = periodChoices(today);
  const isChosen = ({ from, to }: { from: string; to: string }): boolean => from === asked.from && to === asked.to;
  const problem = asked.period.ok ? null : asked.period.error;
  const errorOf = (field: string): string | undefined => (problem?.field === field ? problem.message : undefined);
  return (
    <section class="f-period" aria-label="Period">
      <ul class="f-pills">
        {choices.map(({ text, period }) => (
          <li>
            <a href={path + periodSearch(period)} aria-current={isChosen(period) ? "true" : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
      <Details summary="Egna dagar" open={problem !== null || !choices.some(({ period }) => isChosen(period))}>
        <FilterForm action={path} submit="Räkna">
          <DateField name="fran" value={asked.from} values={[asked.from]} label="Från och med" error={errorOf("from")} />
          <DateField name="till" value={asked.to} values={[asked.to]} label="Till och med" error={errorOf("to")} />
        </FilterForm>
      </Details>
      {problem ? (
        <Alert tone="danger" heading="Perioden går inte att räkna på">{`${problem.message} ${problem.hint ?? ""}`}</Alert>
      ) : (
        <p class="ds-paragraph f-subtle">
          {formatLong(asked.from)} till och med {formatLong(asked.to)}
        </p>
      )}
    </section>
  );
};
