import { valueOf } from "../../src/platform/basics/result.ts";
import type { StaffActor } from "../../src/platform/core/actor.ts";
import { getCase } from "../../src/casework/case/queries/get-case.ts";
import { informConcerned } from "../../src/casework/investigation/actions/inform-concerned.ts";
import { notify } from "../../src/casework/party/actions/notify.ts";
import { communicate } from "../../src/casework/party/actions/communicate.ts";
import { stateNoParty } from "../../src/casework/party/actions/state-no-party.ts";
import { partiesOn, untoldOf } from "../../src/casework/party/party-table.ts";
import type { House } from "./casework.ts";

type Of = { readonly caseId: string; readonly investigationId: string; readonly day: string };

/** Tells each guardian of the day who has not been told that the investigation is open. Gives how many were. */
export async function tellGuardians(house: House, actor: StaffActor, { caseId, investigationId, day }: Of): Promise<number> {
  const { investigations, parties } = valueOf(await house.read(actor, getCase, { caseId }));
  const told = investigations.find((one) => one.id === investigationId)?.informed ?? [];
  const left = partiesOn(parties, day).filter(
    ({ capacity, person_id: id }) => capacity === "vårdnadshavare" && !told.some((one) => one.person_id === id),
  );
  for (const { person_id: personId } of left) {
    const words = { outcome: "informerad", happenedOn: day, content: "I telefon." };
    await house.do(actor, informConcerned, { caseId, investigationId, personId, ...words });
  }
  return left.length;
}

/** Writes for every party of the day why it is not heard on the material: what a refusal needs. Gives how many rows were written. */
export async function exceptParties(house: House, actor: StaffActor, { caseId, investigationId, day }: Of): Promise<number> {
  const parties = partiesOn(valueOf(await house.read(actor, getCase, { caseId })).parties, day);
  for (const { person_id: personId } of parties) {
    const words = { kind: "undantag", happenedOn: day, exception: "uppenbart obehövligt", reason: "Parten känner till allt." };
    await house.do(actor, communicate, { caseId, investigationId, personId, ...words });
  }
  if (parties.length > 0) return parties.length;
  await house.do(actor, stateNoParty, { caseId, investigationId, reason: "Ingen har kunnat bekräftas." });
  return 1;
}

/** Tells every party of every decision of the case of it. Gives how many were told. */
export async function tellDecisions(house: House, actor: StaffActor, { caseId, day }: Omit<Of, "investigationId">): Promise<number> {
  const untold = untoldOf(valueOf(await house.read(actor, getCase, { caseId })));
  for (const { investigation, party } of untold) {
    const words = { kind: "underrättad", sentOn: day, gotOn: day, way: "i handen", withGuidance: "ja" };
    await house.do(actor, notify, { caseId, investigationId: investigation.id, personId: party.person_id, ...words });
  }
  return untold.length;
}
