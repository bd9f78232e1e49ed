import { mayAdminister } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { listGivableProfiles } from "@/lib/workspaces/delegation-queries";
import { type getIncomingMail, listPlaces } from "./incoming-mail-queries";
import { findWrittenPlace, suggestTickets } from "./place-queries";

type Mail = Awaited<ReturnType<typeof getIncomingMail>>;
export type Decidable = Awaited<ReturnType<typeof readDecidable>>;

/** What somebody chooses from who decides about a message that waits in a workspace. */
export async function readDecidable(tx: Transaction, mail: Mail) {
  const [rights, places, suggestions, written, profiles] = await Promise.all([
    getRights(tx),
    listPlaces(tx, mail.workspaceId),
    suggestTickets(tx, mail),
    findWrittenPlace(tx, mail.id),
    mail.accountId ? [] : listGivableProfiles(tx, mail.workspaceId),
  ]);
  const { fromMail } = mail;
  return {
    mail,
    places,
    suggestions,
    written: {
      ticket: written && "ticket" in written ? written.ticket : "",
      project: written && "project" in written ? written.project : "",
    },
    authors: {
      remember: mayAdminister(rights) ? fromMail || null : null,
      invite: fromMail && profiles.length > 0 ? { address: fromMail, name: mail.fromName ?? "", profiles } : null,
    },
  };
}
