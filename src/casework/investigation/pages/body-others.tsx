import type { FC } from "hono/jsx";
import { TaskList } from "../../../ui/components/lists.tsx";
import { Link, Paragraph } from "../../../ui/components/text.tsx";
import type { CaseWith } from "../../case/case-parts.ts";
import type { BodyPart, FindingPart } from "../body.ts";
import { investigationLinks } from "../links.ts";
import { openRequests } from "../request-part.ts";
import { Findings } from "./body-parts.tsx";
import { requestTasks } from "./request-words.ts";

type Asked = CaseWith<"requests">;

/** "Uppgifter från andra: 2 frågor, 1 väntar". */
export function othersSummary(parts: Asked, { id }: { readonly id: string }): string {
  const count = parts.requests.filter((one) => one.investigation_id === id).length;
  const waiting = openRequests(parts, id).length;
  if (count === 0) return "Uppgifter från andra";
  return `Uppgifter från andra: ${count === 1 ? "1 fråga" : `${count} frågor`}${waiting === 0 ? "" : `, ${waiting} väntar på svar`}`;
}

type Props = {
  readonly parts: Asked;
  readonly body: BodyPart;
  readonly today: string;
  readonly caseId: string;
  readonly investigationId: string;
  readonly isOpen: boolean;
};

/** What was asked of others, with its state, and what their replies say. */
export const Others: FC<Props> = ({ parts, body, today, ...where }) => {
  const { caseId, investigationId, isOpen } = where;
  const asked = parts.requests.filter((one) => one.investigation_id === investigationId);
  const said: readonly FindingPart[] = body.findings.filter((one) => one.request_id !== null);
  const replied = asked.filter((one) => one.reply?.outcome === "svar");
  return (
    <>
      {asked.length === 0 ? (
        <Paragraph subtle>Ingen annan är tillfrågad än: skola, hälso- och sjukvård, polis eller någon annan.</Paragraph>
      ) : (
        <TaskList label="Frågor till andra" tasks={requestTasks(caseId, asked, today)} />
      )}
      <Findings of={said} label="Det svaren säger" {...where} />
      {isOpen ? (
        <ul class="f-more f-not-printed">
          <li>
            <Link href={investigationLinks.ask(caseId, investigationId)}>Be någon annan om uppgifter</Link>
          </li>
          {replied.map((one) => (
            <li>
              <Link href={`${investigationLinks.finding(caseId, investigationId)}?fraga=${one.id}`}>
                {`Skriv fler uppgifter ur svaret: ${one.asked_name}`}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
};
