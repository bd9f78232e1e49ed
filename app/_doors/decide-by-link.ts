import { decideByLink } from "@/lib/approvals/decide-by-link";
import { findLinkedApproval } from "@/lib/approvals/linked-approval";
import { actUnknown } from "./act";
import { findAbsentViewer } from "./session";

/** What a link of a mail asks to decide, or why it no longer does; looking decides nothing, however often. */
export async function lookAtLinkedApproval(token: string) {
  return findLinkedApproval(token, await signedInAs());
}

/** Decides by the link of a mail, in whatever browser: nobody else may be signed in there. */
export function decideUnknown(input: Parameters<typeof decideByLink>[0]) {
  return actUnknown(input, async (_actor, asked) => void (await decideByLink(asked, await signedInAs())));
}

async function signedInAs(): Promise<string | null> {
  return (await findAbsentViewer())?.account.id ?? null;
}
