"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { act } from "@/app/_doors/act";
import { optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { formStateOf } from "@/app/_doors/form-state";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { createPackageLink } from "@/lib/deposits/create-package-link";
import { depositPackage } from "@/lib/deposits/deposit-package";
import { describePackage } from "@/lib/deposits/describe-package";
import { installPackage } from "@/lib/deposits/install-package";
import { revokePackageLink } from "@/lib/deposits/revoke-package-link";
import { setRetention } from "@/lib/deposits/set-retention";
import { signPackage } from "@/lib/deposits/sign-package";
import { unwatchDeposits } from "@/lib/deposits/unwatch-deposits";
import { validatePackage } from "@/lib/deposits/validate-package";
import { verifyPackage } from "@/lib/deposits/verify-package";
import { watchDeposits } from "@/lib/deposits/watch-deposits";
import { withdrawPackage } from "@/lib/deposits/withdraw-package";

const namesOf = (form: FormData, name: string) =>
  textOf(form, name)
    .split(/[\n,]/)
    .map((one) => one.trim())
    .filter(Boolean);

const Sent = z.array(z.object({ upload: z.string(), path: z.string() })).catch([]);

/** The uploads that the form sends as JSON; anything else is no file, and the verb says so. */
function sentFilesOf(form: FormData) {
  try {
    return Sent.parse(JSON.parse(textOf(form, "files")));
  } catch {
    return [];
  }
}

export async function addPackage(_before: FormState, form: FormData): Promise<FormState> {
  const outcome = await act(
    {
      ...{ project: textOf(form, "project"), environment: textOf(form, "environment") as "production" },
      ...{ kind: textOf(form, "kind") as "script", name: optionalTextOf(form, "name"), label: textOf(form, "label") },
      ...{ description: textOf(form, "description"), ticket: optionalTextOf(form, "ticket") },
      ...{ items: namesOf(form, "items"), files: sentFilesOf(form) },
    },
    depositPackage,
  );
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  redirect(`/deposits/packages/${outcome.value.id}`);
}

export async function describe(_before: FormState, form: FormData): Promise<FormState> {
  const said = { label: textOf(form, "label"), description: textOf(form, "description") };
  const about = { ticket: optionalTextOf(form, "ticket") ?? null, items: namesOf(form, "items") };
  return submit(form, { package: textOf(form, "package"), ...said, ...about }, describePackage);
}

export async function sign(_before: FormState, form: FormData): Promise<FormState> {
  const upload = sentFilesOf(form)[0]?.upload ?? "";
  return submit(form, { package: textOf(form, "package"), upload }, signPackage);
}

const stepOf = (form: FormData) => ({ package: textOf(form, "package"), reason: textOf(form, "reason") });

export async function verify(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, stepOf(form), verifyPackage);
}

export async function validate(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, stepOf(form), validatePackage);
}

export async function install(_before: FormState, form: FormData): Promise<FormState> {
  const environment = textOf(form, "environment") as "production";
  return submit(form, { ...stepOf(form), environment }, installPackage);
}

export async function withdraw(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, stepOf(form), withdrawPackage);
}

export async function watch(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { project: textOf(form, "project") }, watchDeposits);
}

export async function unwatch(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { project: textOf(form, "project") }, unwatchDeposits);
}

export async function retain(_before: FormState, form: FormData): Promise<FormState> {
  const asked = { project: textOf(form, "project"), kind: textOf(form, "kind") as "logs", days: textOf(form, "days") };
  return submit(form, asked, setRetention);
}

export async function makeLink(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { package: textOf(form, "package"), days: textOf(form, "days") }, createPackageLink);
}

export async function takeLinkBack(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { package: textOf(form, "package"), link: textOf(form, "link") }, revokePackageLink);
}
