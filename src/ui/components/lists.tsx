import type { Child, FC } from "hono/jsx";
import type { Said } from "../../platform/basics/languages.ts";
import { Tag, Words } from "./text.tsx";
import type { Tone } from "./text.tsx";
import type { IconName } from "./icons.tsx";
import { Icon } from "./icons.tsx";

export type SummaryRow = { term: string | Said; value: Child; /** a link to where it is changed */ change?: string };

/**
 * Facts as term and value, for example before a form is sent ("kontrollera svaren"). Empty values show as "Inte angivet". `wide`: the terms are
 * sentences, and get the room that they need beside short values.
 */
export const SummaryList: FC<{ rows: readonly SummaryRow[]; wide?: boolean }> = ({ rows, wide }) => (
  <dl class={wide ? "f-summary f-summary--wide" : "f-summary"}>
    {rows.map((row) => (
      <div>
        <dt>{worded(row.term)}</dt>
        <dd>
          {row.value === null || row.value === undefined || row.value === "" ? (
            <span class="f-subtle">Inte angivet</span>
          ) : (
            inOne(row.value)
          )}
          {row.change ? (
            <a class="ds-link f-change" href={row.change}>
              Ändra<span class="ds-sr-only"> {worded(row.term)}</span>
            </a>
          ) : null}
        </dd>
      </div>
    ))}
  </dl>
);

const worded = (of: string | Said): Child => (typeof of === "string" ? of : <Words of={of} />);

/** Typography sets long numbers apart: several words with one among them stay one thing beside the link. */
const inOne = (value: Child): Child => (typeof value === "string" && value.includes(" ") ? <span>{value}</span> : value);

export type TimelineItem = {
  on: string;
  /** time of day, "HH:MM", where it is known */ at?: string | undefined;
  /** when it was written, in words */ written?: string | undefined;
  heading: Child;
  text?: Child;
  icon?: IconName;
  by?: string;
  href?: string;
  /** where it is corrected, and in what words */ correct?: { href: string; text: string; label: string } | undefined;
};

/** What has happened, newest first or oldest first as given. */
export const Timeline: FC<{ items: readonly TimelineItem[]; label: string }> = ({ items, label }) => (
  <ol class="f-timeline" aria-label={label}>
    {items.map((item) => (
      <li>
        <span class="f-timeline-dot">
          <Icon name={item.icon ?? "sparse"} />
        </span>
        <p class="f-timeline-when">
          <time datetime={item.at ? `${item.on}T${item.at}` : item.on}>{item.at ? `${item.on} ${item.at}` : item.on}</time>
          {item.by ? ` · ${item.by}` : ""}
          {item.written ? ` · ${item.written}` : ""}
          {item.correct ? (
            <span class="f-not-printed">
              {" · "}
              <a class="ds-link" href={item.correct.href} aria-label={item.correct.label}>
                {item.correct.text}
              </a>
            </span>
          ) : null}
        </p>
        <p class="f-timeline-what">
          {item.href ? (
            <a class="ds-link" href={item.href}>
              {item.heading}
            </a>
          ) : (
            item.heading
          )}
        </p>
        {item.text ? <div class="f-timeline-text">{item.text}</div> : null}
      </li>
    ))}
  </ol>
);

export type Task = { text: string | Said; href?: string; status: string | Said; tone?: Tone | "neutral"; hint?: Child };

/** Steps to take, each with its state in words. */
export const TaskList: FC<{ tasks: readonly Task[]; label: string }> = ({ tasks, label }) => (
  <ul class="f-tasks" aria-label={label}>
    {tasks.map((task) => (
      <li>
        <div>
          {task.href ? (
            <a class="ds-link" href={task.href}>
              {worded(task.text)}
            </a>
          ) : (
            <span>{worded(task.text)}</span>
          )}
          {task.hint ? <p class="f-subtle f-small">{task.hint}</p> : null}
        </div>
        <Tag tone={task.tone ?? "neutral"}>{worded(task.status)}</Tag>
      </li>
    ))}
  </ul>
);

export type Deadline = {
  /** last day, ÅÅÅÅ-MM-DD; null where the law gives none */ due: string | null;
  /** the day as counted, when a holiday moved the last day */ target?: string | null;
  state: "overdue" | "soon" | "ok" | "done" | "undated";
  /** whole days left; negative when overdue */ days: number | null;
};

/** The words of a deadline: "3 dagar försenad", "i dag", "4 dagar kvar". */
function deadlineWords({ days, state }: Deadline): string {
  if (state === "done") return "klart";
  if (days === null) return "utan bestämd dag";
  const count = Math.abs(days) === 1 ? "1 dag" : `${Math.abs(days)} dagar`;
  if (days < 0) return `${count} försenad`;
  return days === 0 ? "senast i dag" : `${count} kvar`;
}

const DEADLINE_TONE = { overdue: "danger", soon: "warning", ok: "neutral", done: "success", undated: "warning" } as const;
const DEADLINE_ICON = { overdue: "missing", soon: "waiting", ok: "waiting", done: "done", undated: "waiting" } as const;

/** A deadline in words, with icon and colour that say the same thing, and the rule it comes from. */
export const DeadlineTag: FC<{ deadline: Deadline; what?: string; rule?: string }> = ({ deadline, what, rule }) => (
  <span class="f-deadline">
    <Tag tone={DEADLINE_TONE[deadline.state]}>
      <Icon name={DEADLINE_ICON[deadline.state]} />
      {what ? `${what}: ` : ""}
      {deadlineWords(deadline)}
    </Tag>
    <span class="f-small f-subtle">
      {deadline.due ? <time datetime={deadline.due}>{deadline.due}</time> : null}
      {deadline.target && deadline.target !== deadline.due ? (
        <>
          {", räknat till "}
          <time datetime={deadline.target}>{deadline.target}</time>
        </>
      ) : null}
      {rule ? `, ${rule}` : ""}
    </span>
  </span>
);
