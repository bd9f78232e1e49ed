import { and, eq, inArray } from "drizzle-orm";
import { incomingMail } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { readAuthentication } from "./authentication";
import { mailRemarks, readableDomain } from "./remark-on-mail";

const columns = {
  id: incomingMail.id,
  fromMail: incomingMail.fromMail,
  peerTrusted: incomingMail.peerTrusted,
  authentication: incomingMail.authentication,
  remarks: incomingMail.remarks,
};

export type SenderEvidence = ReturnType<typeof presentEvidence>;

/** What is known of the senders of these messages, by message, among those that the asking person may review. */
export async function listEvidence(tx: Transaction, workspaceId: string, ids: string[]) {
  if (ids.length === 0) return new Map<string, SenderEvidence>();
  const rows = await tx
    .select(columns)
    .from(incomingMail)
    .where(and(eq(incomingMail.workspaceId, workspaceId), inArray(incomingMail.id, ids)));
  return new Map(rows.map((row) => [row.id, presentEvidence(row)]));
}

type Row = { fromMail: string | null; peerTrusted: boolean; authentication: unknown; remarks: string[] };

function presentEvidence({ fromMail, peerTrusted, authentication, remarks }: Row) {
  const address = fromMail ?? "";
  return {
    peerTrusted,
    authentication: readAuthentication(authentication),
    remarks: mailRemarks.filter((remark) => remarks.includes(remark)),
    domain: address.slice(address.lastIndexOf("@") + 1),
    readableDomain: readableDomain(address),
  };
}
