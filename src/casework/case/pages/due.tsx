import type { FC } from "hono/jsx";
import { DeadlineTag } from "../../../ui/components/lists.tsx";
import type { Deadline } from "../../../ui/components/lists.tsx";
import { Icon } from "../../../ui/components/icons.tsx";
import type { Obligation } from "../../part/work.ts";

const states = { försenad: "overdue", "i dag": "soon", snart: "soon", "i tid": "ok", "utan dag": "undated" } as const;

/** How near an obligation is, in words and colour, with its last day, and the day as counted where a holiday moved it. */
export const DueTag: FC<{ of: Obligation }> = ({ of }) => {
  const deadline: Deadline = { due: of.dueOn, target: of.targetOn, days: of.days, state: states[of.urgency] };
  return <DeadlineTag deadline={deadline} />;
};

/** Marks a person whose whereabouts must not come out. */
export const ProtectedMark: FC<{ kind: string }> = ({ kind }) =>
  kind === "ingen" ? null : (
    <span class="f-protected">
      <Icon name="lock" /> Skyddad identitet: {kind}
    </span>
  );
