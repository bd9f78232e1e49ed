import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ForgottenPasswordForm } from "../_ui/forgotten-password-form";
import { askForReset } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("forgottenTitle") };
}

export default function ForgottenPasswordPage() {
  return <ForgottenPasswordForm action={askForReset} />;
}
