import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { findLivingLink } from "@/app/_doors/living-link";
import { shortestAdministratorPassword, shortestPassword } from "@/lib/accounts/password";
import { LinkExpired } from "../../_ui/link-expired";
import { ResetPasswordForm } from "../../_ui/reset-password-form";
import { reset } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("resetTitle") };
}

export default async function ResetPage({ params }: PageProps<"/reset/[token]">) {
  const { token } = await params;
  const link = await findLivingLink("reset", token);
  if (!link?.mail) return <LinkExpired />;
  const least = link.platformAdministrator ? shortestAdministratorPassword : shortestPassword;
  return <ResetPasswordForm action={reset} token={token} mail={link.mail} least={least} />;
}
