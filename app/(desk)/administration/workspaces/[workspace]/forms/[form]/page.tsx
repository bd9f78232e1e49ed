import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormPage } from "../_ui/form-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("forms.administration"))("form") };
}

export default async function ChangeFormPage({
  params,
}: PageProps<"/administration/workspaces/[workspace]/forms/[form]">) {
  const { workspace, form } = await params;
  return <FormPage workspace={workspace} code={form} />;
}
