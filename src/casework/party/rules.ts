/** What 25 § FvL asks before an application is refused, and by when a reply is to have come. Pure. */
import { formatLong } from "../../platform/basics/dates.ts";
import { deadlineSentence } from "../../platform/law/deadline.ts";
import { citationOn } from "../../platform/law/provision.ts";
import type { Rule } from "../../platform/law/rule.ts";

/** How a party stands to the material before a decision. */
export type HearingInput = {
  readonly decidedOn: string;
  /** What was sent or left out of each try, the latest last; empty where nothing is written. */
  readonly tries: readonly {
    readonly kind: "kommunicerat" | "undantag";
    readonly happenedOn: string;
    readonly replyBy: string | null;
    readonly repliedOn: string | null;
  }[];
};
export type HearingOutcome = {
  readonly heard: boolean;
  readonly why: "svarat" | "tiden har gått ut" | "undantag" | "väntar på svar" | "inte kommunicerat";
  /** The day on which an answer is waited for. */ readonly until: string | null;
};

const isAnswered = ({ repliedOn }: HearingInput["tries"][number], day: string): boolean => repliedOn !== null && repliedOn <= day;

export const hearing: Rule<HearingInput, HearingOutcome> = {
  id: "hearing-before-refusal",
  title: "En ansökan avslås först när parten har fått yttra sig, eller ett undantag är angivet",
  provisionIds: ["communication"],
  basis: "lag",
  room: "party",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source:
    "Parten ska underrättas om allt material av betydelse och få yttra sig inom en bestämd tid, om det inte är uppenbart obehövligt eller något av undantagen gäller. Att tiden ska ha gått ut eller svaret kommit, för allt som har sänts, följer av det. Att kravet prövas av databasen bara vid avslag är vårt val.",
  apply({ decidedOn, tries }) {
    const before = tries.filter((one) => one.happenedOn <= decidedOn);
    if (before.length === 0) return { heard: false, why: "inte kommunicerat", until: null };
    // Each thing that was sent waits by itself: for its answer, for its last day, or until an exception is written after it.
    const excepted = before.findLastIndex((one) => one.kind === "undantag");
    const waits = before.flatMap((one, place) =>
      place > excepted && one.replyBy !== null && one.replyBy >= decidedOn && !isAnswered(one, decidedOn) ? [one.replyBy] : [],
    );
    const until = waits.toSorted().at(-1);
    if (until !== undefined) return { heard: false, why: "väntar på svar", until };
    const last = before.at(-1);
    if (last?.kind === "undantag") return { heard: true, why: "undantag", until: null };
    return { heard: true, why: last && isAnswered(last, decidedOn) ? "svarat" : "tiden har gått ut", until: null };
  },
  explain({ decidedOn }, { why, until }) {
    const words: Readonly<Record<HearingOutcome["why"], string>> = {
      svarat: "Parten har svarat på materialet",
      "tiden har gått ut": "Tiden för att yttra sig har gått ut",
      undantag: "Det står varför parten inte har fått yttra sig",
      "väntar på svar": `Parten får yttra sig till och med ${until === null ? "" : formatLong(until)}: beslutet kan inte vara tidigare`,
      "inte kommunicerat": "Parten har inte fått del av materialet",
    };
    return `${words[why]} (${citationOn("communication", decidedOn)}).`;
  },
};

export type ReplyInput = { readonly sentOn: string; readonly replyBy: string };

export const replyTime: Rule<ReplyInput, { readonly dueOn: string }> = {
  id: "reply-time",
  title: "Sista dag att yttra sig över materialet",
  provisionIds: ["communication"],
  basis: "lag",
  clock: "egen dag",
  room: "party",
  validFrom: "2018-07-01",
  certainty: "verifierad",
  source: "Parten ska få tillfälle att yttra sig inom en bestämd tid. Dagen bestämmer nämnden själv och den flyttas inte.",
  apply: ({ replyBy }) => ({ dueOn: replyBy }),
  explain({ sentOn }, { dueOn }) {
    const because = "den tid som parten fick för att yttra sig";
    return deadlineSentence({ verb: "Svar väntas", dueOn, because, provisionId: "communication", citedOn: sentOn });
  },
};

export const partyRules = [hearing, replyTime] as const;
