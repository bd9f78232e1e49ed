import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { findLivingLink } from "@/app/_doors/living-link";
import { shortestAdministratorPassword } from "@/lib/accounts/password";
import { FirstAdministratorForm } from "../../_ui/first-administrator-form";
import { LinkExpired } from "../../_ui/link-expired";
import { accept } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("administratorTitle") };
}

export default async function FirstAdministratorPage({ params }: PageProps<"/first-administrator/[token]">) {
  const { token } = await params;
  if (!(await findLivingLink("first-administrator", token))) return <LinkExpired />;
  return <FirstAdministratorForm action={accept} token={token} least={shortestAdministratorPassword} />;
}
