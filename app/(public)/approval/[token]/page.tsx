import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { lookAtLinkedApproval } from "@/app/_doors/decide-by-link";
import { LinkButton } from "@/app/_ui/button";
import { ClientMessages } from "@/app/_ui/client-messages";
import { ApprovalLinkForm } from "../../_ui/approval-link-form";
import { LinkedRequest } from "../../_ui/linked-request";
import { PublicCard } from "../../_ui/public-card";
import { decide } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals"))("link.title"), robots: { index: false, follow: false } };
}

/** Where the link of a mail leads: what is asked, and the two words of a decision. Reading it decides nothing. */
export default async function ApprovalLinkPage({ params }: PageProps<"/approval/[token]">) {
  const { token } = await params;
  const t = await getTranslations("approvals");
  const linked = await lookAtLinkedApproval(token);
  if (!linked.open) return <Closed {...linked} />;
  const { ticket, inPlaceOf } = linked;
  return (
    <PublicCard title={`${ticket.reference} – ${ticket.title}`} intro={t("link.intro")}>
      <LinkedRequest linked={linked} />
      <ClientMessages areas={["ui", "approvals"]}>
        <ApprovalLinkForm {...{ token, inPlaceOf }} action={decide} reference={ticket.reference} />
      </ClientMessages>
    </PublicCard>
  );
}

async function Closed({ refusal, reference }: { refusal: string; reference: string | null }) {
  const [t, say] = await Promise.all([getTranslations("approvals"), getTranslations("refusals")]);
  return (
    <PublicCard title={t("link.closedTitle")} intro={say.has(refusal as never) ? say(refusal as never) : undefined}>
      <LinkButton href={reference ? `/tickets/${reference}` : "/approvals"} wide>
        {t("link.signIn")}
      </LinkButton>
    </PublicCard>
  );
}
