/** What the pages say of a request to others. Pure. */
import type { Task } from "../../../ui/components/lists.tsx";
import { capital } from "../../../platform/basics/text.ts";
import { investigationLinks } from "../links.ts";
import { wantedBy } from "../request-part.ts";
import type { RequestPart } from "../request-part.ts";

/** What came of it, in one line; "" while nothing has. */
export function replyWords({ reply }: RequestPart): string {
  if (reply === null) return "";
  if (reply.outcome === "svar") return `Svaret kom ${reply.replied_on}`;
  return reply.outcome === "inget svar"
    ? `Ni väntar inte på svar sedan ${reply.replied_on}`
    : `Uppgifterna behövs inte sedan ${reply.replied_on}`;
}

/** Each request with its state and the way to it. */
export const requestTasks = (caseId: string, requests: readonly RequestPart[], today: string): readonly Task[] =>
  requests.map((one) => ({
    text: `${capital(one.asked_of)}: ${one.asked_name}`,
    href: investigationLinks.request(caseId, one.id),
    ...stateOf(one, today),
  }));

function stateOf(one: RequestPart, today: string): Pick<Task, "status" | "tone" | "hint"> {
  if (one.reply !== null) {
    const tone = one.reply.outcome === "svar" ? "success" : "neutral";
    return { status: replyWords(one), tone, ...(one.reply.no_reply_reason === null ? {} : { hint: one.reply.no_reply_reason }) };
  }
  const until = wantedBy(one);
  return until < today ? { status: `Skulle ha kommit ${until}`, tone: "danger" } : { status: `Väntas senast ${until}`, tone: "warning" };
}
