import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { findLivingLink } from "@/app/_doors/living-link";
import { AcceptInvitationForm } from "../../_ui/accept-invitation-form";
import { LinkExpired } from "../../_ui/link-expired";
import { accept } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("invitationTitle") };
}

export default async function InvitationPage({ params }: PageProps<"/invitation/[token]">) {
  const { token } = await params;
  const link = await findLivingLink("invitation", token);
  if (!link?.mail) return <LinkExpired />;
  return <AcceptInvitationForm action={accept} token={token} mail={link.mail} name={link.name ?? undefined} />;
}
