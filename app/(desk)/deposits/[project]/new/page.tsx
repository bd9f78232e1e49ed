import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { ClientMessages } from "@/app/_ui/client-messages";
import { PageHeader } from "@/app/_ui/page-header";
import { authorizePackage } from "@/lib/access/ability";
import { getMaximumSize } from "@/lib/files/upload-queries";
import { getProject } from "@/lib/workspaces/project-queries";
import { DepositForm } from "../_ui/deposit-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("deposits"))("add") };
}

/** Files or a folder, and what is said of them. */
export default async function NewDepositPage({ params, searchParams }: PageProps<"/deposits/[project]/new">) {
  const [{ project: key }, { ticket, environment }] = await Promise.all([params, searchParams]);
  const { project, maximumSize } = await view(async (tx, { rights }) => {
    const project = await getProject(tx, key);
    authorizePackage(rights, "deposit", { workspaceId: project.workspaceId, projectId: project.id });
    return { project, maximumSize: await getMaximumSize(tx, "deposit") };
  });
  const t = await getTranslations("deposits");
  return (
    <>
      <PageHeader
        title={t("addTo", { project: project.name })}
        trail={[
          { href: "/deposits", label: t("title") },
          { href: `/deposits/${project.key}`, label: project.name },
        ]}
        intro={t("form.intro")}
      />
      <ClientMessages areas={["ui", "files", "deposits"]}>
        <DepositForm
          project={project.key}
          maximumSize={maximumSize}
          ticket={typeof ticket === "string" ? ticket.slice(0, 60) : ""}
          environment={environment === "production" ? "production" : "preproduction"}
        />
      </ClientMessages>
    </>
  );
}
