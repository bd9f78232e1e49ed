import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FormPage } from "../_ui/form-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("forms.administration"))("addForm") };
}

export default async function NewFormPage({ params }: PageProps<"/administration/workspaces/[workspace]/forms/new">) {
  return <FormPage workspace={(await params).workspace} />;
}
