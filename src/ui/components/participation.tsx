import type { FC } from "hono/jsx";
import type { IconName } from "./icons.tsx";
import { Icon } from "./icons.tsx";

export type LadderStepName = "informed" | "heard" | "weighed" | "told";
/** `done` is recorded, `reason` has a stated reason why not, `missing` has neither and stops the phase from closing, `later` is not yet due. */
type LadderState = "done" | "reason" | "missing" | "later";
export type LadderStep = {
  step: LadderStepName;
  state: LadderState;
  on?: string | undefined;
  text?: string | undefined;
  href?: string | undefined;
};
export type LadderPhase = { phase: string; steps: readonly LadderStep[]; current?: boolean | undefined };

const STEP_WORDS: Record<LadderStepName, string> = { informed: "Informerad", heard: "Hörd", weighed: "Vägd", told: "Berättat" };
const STATE_WORDS: Record<LadderState, string> = { done: "Gjort", reason: "Skäl angivet", missing: "Saknas", later: "Inte aktuellt än" };
const STATE_ICON: Record<LadderState, IconName> = { done: "done", reason: "reason", missing: "missing", later: "sparse" };

const Step: FC<{ of: LadderStep }> = ({ of }) => (
  <li class="f-step" data-state={of.state}>
    <span class="f-step-name">{STEP_WORDS[of.step]}</span>
    <span class="f-step-state">
      <Icon name={STATE_ICON[of.state]} />
      {STATE_WORDS[of.state]}
    </span>
    {of.on ? (
      <time class="f-small" datetime={of.on}>
        {of.on}
      </time>
    ) : null}
    {of.text ? <span class="f-small">{of.text}</span> : null}
    {of.href ? (
      <a class="ds-link f-small" href={of.href}>
        {of.state === "missing" ? "Registrera" : "Visa"}
        <span class="ds-sr-only">: {STEP_WORDS[of.step].toLowerCase()}</span>
      </a>
    ) : null}
  </li>
);

/** The child's participation in each phase, at a glance: informed, heard, weighed, told; each done, with a reason, or missing. */
export const ParticipationLadder: FC<{ phases: readonly LadderPhase[] }> = ({ phases }) => (
  <div class="f-ladder">
    {phases.map((p) => (
      <section data-current={p.current ? "true" : undefined} aria-label={`Delaktighet: ${p.phase}`}>
        <h3 class="ds-heading" data-size="2xs">
          {p.phase}
          {p.current ? <span class="f-now">pågår</span> : null}
        </h3>
        <ol>
          {p.steps.map((s) => (
            <Step of={s} />
          ))}
        </ol>
      </section>
    ))}
  </div>
);
