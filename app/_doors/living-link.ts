import { findLink } from "@/lib/accounts/link-queries";
import type { LinkKind } from "@/lib/outgoing-mail/single-use-link";
import { unknownActor } from "@/lib/tenancy/actor";

/** What a link of a mail leads to, while it works. Looking spends nothing: mail filters follow links before people do. */
export function findLivingLink(kind: LinkKind, token: string) {
  return unknownActor("web").transaction((tx) => findLink(tx, kind, token));
}
