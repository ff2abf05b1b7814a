// What each party was told of the material before the decision, and what came back.
import { appealInTime } from "../../src/casework/party/rules-appeal.ts";
import { ageOn, dateOf } from "../calendar.ts";
import type { Investigation } from "../lives/types.ts";
import { idFor, stampOf, writeMaker } from "./desk.ts";
import type { CasePaper } from "./desk.ts";

type Of = { readonly place: number; readonly id: string; readonly isRefused: boolean };

/** Days for a reply, and days before the end when the material is sent. */
const replyDays = 14;
const sentBefore = 20;
/** An open investigation is communicated when it has gone on for so long, in one case of some. */
const longOpen = 75;

const accounts = [
  "Tycker att barnet har det bra hemma men att skolan inte räcker till. Vill ha hjälp med kvällarna.",
  "Säger att det har varit tungt sedan separationen och att barnet märker av bråken. Vill ta emot stöd.",
  "Känner inte igen det som står i anmälan. Vill ändå vara med i utredningen.",
];
const material = "Utredningen i sin helhet: vad som har kommit fram om barnets situation, bedömningen och förslaget till beslut.";
const replies = [
  "Det stämmer i stort. Jag vill lägga till att barnet har börjat på fotboll och mår bättre av det.",
  "Jag håller inte med om bedömningen. Vi behöver mer stöd än så.",
];

/** Writes the accounts of the guardians, and the hearing on the material before the decision. No chance: what else is told stays as it was. */
export function writeHearing(paper: CasePaper, one: Investigation, { place, id, isRefused }: Of): void {
  const { desk, life, caseId, guardians } = paper;
  const { tables, municipalityId, municipality } = desk;
  const last = one.endedOn ?? municipality.referenceDay;
  guardians.forEach((guardian, n) => {
    const day = one.startedOn + 9 + 5 * n;
    if ((life.number + n) % 3 === 0 || day > last) return;
    tables.account.add(
      municipalityId, idFor(desk, life, day, `redogörelse/${place}/${n}`), caseId, id, guardian, dateOf(day), n === 0 ? "möte" : "telefon",
      accounts[(life.number + n) % accounts.length] ?? "", ...stampOf(paper, day, 16 * 60),
    ); // prettier-ignore
  });
  // In some open investigations a guardian has asked to see the material, and waits for it to be gone through.
  const [asker] = guardians;
  if (one.endedOn === undefined && asker !== undefined && life.number % 3 === 1 && last - one.startedOn > 14)
    tables.insightRequest.add(
      municipalityId, idFor(desk, life, last - 4, `insyn/${place}`), caseId, asker, dateOf(last - 4), life.number % 2 === 0 ? "telefon" : "brev",
      "Allt som ni har skrivit om oss.", ...stampOf(paper, last - 4, 14 * 60),
    ); // prettier-ignore
  const isOpenLong = one.endedOn === undefined && last - one.startedOn > longOpen && life.number % 2 === 0;
  if (!isRefused && !isOpenLong && (one.endedOn === undefined || life.number % 4 !== 0)) return;
  const age = ageOn(life.birth, last);
  const parties = [...(age < 18 ? guardians : []), ...(age >= 15 ? [paper.childId] : [])];
  const sentOn = Math.max(one.startedOn, one.endedOn === undefined ? last - 3 : last - sentBefore);
  const replyBy = sentOn + replyDays;
  parties.forEach((person, n) => {
    const key = idFor(desk, life, sentOn, `kommunicering/${place}/${n}`);
    const from = [municipalityId, key, caseId, id, person];
    if (one.endedOn !== undefined && replyBy >= one.endedOn) {
      const reason = "Parten har själv lämnat allt som beslutet vilar på och känner till det.";
      tables.communication.add(
        ...from,
        "undantag",
        dateOf(last),
        null,
        null,
        null,
        "uppenbart obehövligt",
        reason,
        ...stampOf(paper, last, 10 * 60),
      );
      return;
    }
    tables.communication.add(
      ...from, "kommunicerat", dateOf(sentOn), n === 0 ? "brev" : "i handen", material, dateOf(replyBy), null, null, ...stampOf(paper, sentOn, 10 * 60),
    ); // prettier-ignore
    if (one.endedOn === undefined || (life.number + n) % 3 === 0) return;
    const repliedOn = sentOn + 6;
    const isReply = (life.number + n) % 3 === 1;
    tables.reply.add(
      municipalityId, key, caseId, dateOf(repliedOn), isReply ? "yttrande" : "inga synpunkter", isReply ? (replies[n % replies.length] ?? "") : null,
      ...stampOf(paper, repliedOn, 11 * 60),
    ); // prettier-ignore
  });
}

type Decided = { readonly place: number; readonly decisions: readonly string[]; readonly appeal: string; readonly isRefused: boolean };

/** Days after a decision during which somebody may still wait to be told of it. */
const toldWithin = 8;
const wants = "Jag överklagar beslutet och vill att vi får det stöd som vi har sökt.";

/** Each party is told of the decision; of those refused some appeal in time, and some too late. */
export function writeNotifications(paper: CasePaper, endedOn: number, { place, decisions, appeal, isRefused }: Decided): void {
  const { desk, life, caseId } = paper;
  const { tables, municipalityId, municipality } = desk;
  const age = ageOn(life.birth, endedOn);
  const parties = [...(age < 18 ? paper.guardians : []), ...(age >= 15 ? [paper.childId] : [])];
  const isLate = endedOn + toldWithin < municipality.referenceDay;
  parties.forEach((person, n) => {
    const sentOn = Math.min(endedOn + 1 + n, municipality.referenceDay);
    // In an open case of late somebody waits to be told.
    if (paper.isOpen && !isLate && n > 0) return;
    const gotOn = Math.min(sentOn + 2, municipality.referenceDay);
    for (const [m, decision] of decisions.entries())
      tables.notification.add(
        municipalityId, idFor(desk, life, sentOn, `underrättelse/${place}/${n}/${m}`), caseId, decision, dateOf(endedOn), appeal, person, "underrättad",
        dateOf(sentOn), n === 0 ? "rekommenderat brev" : "i handen", dateOf(gotOn), true, ...stampOf(paper, gotOn, 13 * 60 + 30),
      ); // prettier-ignore
    if (isRefused && n === 0 && life.number % 2 === 0) writeAppeal(paper, { place, endedOn, gotOn, person, decision: decisions[0] ?? "" });
  });
}

type Appealed = {
  readonly place: number;
  readonly endedOn: number;
  readonly gotOn: number;
  readonly person: string;
  readonly decision: string;
};

function writeAppeal(paper: CasePaper, { place, endedOn, gotOn, person, decision }: Appealed): void {
  const { desk, life, caseId } = paper;
  const { tables, municipalityId, municipality } = desk;
  const receivedOn = gotOn + (life.number % 4 === 0 ? 33 : 16);
  if (receivedOn > municipality.referenceDay) return;
  const id = idFor(desk, life, receivedOn, `överklagande/${place}`);
  tables.appeal.add(
    municipalityId, id, caseId, decision, dateOf(endedOn), "förvaltningsbesvär", person, dateOf(receivedOn), wants, ...stampOf(paper, receivedOn, 10 * 60),
  ); // prettier-ignore
  const triedOn = receivedOn + 2;
  if (triedOn > municipality.referenceDay) return;
  const input = { receivedOn: dateOf(receivedOn), gotOn: dateOf(gotOn), guidanceWrong: false, courtReceivedOn: null };
  const { outcome, lastOn } = appealInTime.apply(input);
  writeMaker(paper, id, triedOn, { minute: 10 * 60 + 30, staffId: paper.leader });
  tables.appealTrial.add(
    municipalityId, id, caseId, dateOf(receivedOn), dateOf(triedOn), outcome, dateOf(gotOn), lastOn, "Inget nytt har kommit fram. Beslutet ändras inte.",
    "Dagen då parten fick beslutet framgår av mottagningsbeviset.", ...stampOf(paper, triedOn, 10 * 60 + 30),
  ); // prettier-ignore
  const forwardedOn = triedOn + 1;
  if (outcome === "avvisas" || forwardedOn > municipality.referenceDay) return;
  tables.appealForwarding.add(
    municipalityId, id, caseId, dateOf(triedOn), outcome, dateOf(forwardedOn), "Förvaltningsrätten", ...stampOf(paper, forwardedOn, 11 * 60),
  ); // prettier-ignore
}
