import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ownPath } from "@/app/_doors/own-path";
import { findViewer } from "@/app/_doors/session";
import { Notice } from "@/app/_ui/notice";
import { SignInForm } from "../_ui/sign-in-form";
import { enter } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

/** Why somebody may have come here, said above the form. */
const reasons = ["left", "welcome", "reset", "ended"] as const;

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, after } = await searchParams;
  if (await findViewer()) redirect(ownPath(next));
  const t = await getTranslations("signIn");
  const reason = reasons.find((one) => one === after);
  return (
    <SignInForm
      action={enter}
      returnTo={typeof next === "string" ? next : undefined}
      notice={reason && <Notice tone={reason === "ended" ? "info" : "success"}>{t(`notices.${reason}`)}</Notice>}
    />
  );
}
