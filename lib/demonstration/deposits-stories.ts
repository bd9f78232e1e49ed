import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { depositPackage } from "@/lib/deposits/deposit-package";
import { installPackage } from "@/lib/deposits/install-package";
import { listPackages } from "@/lib/deposits/package-queries";
import { preparePackage } from "@/lib/deposits/prepare-package";
import { validatePackage } from "@/lib/deposits/validate-package";
import { verifyPackage } from "@/lib/deposits/verify-package";
import { beginUpload } from "@/lib/files/begin-upload";
import { storeFile } from "@/lib/files/store-file";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { getProject } from "@/lib/workspaces/project-queries";

type Environment = "preproduction" | "production";
type Kind = "installation" | "evolution" | "script" | "documentation" | "logs";

interface Story {
  project: string;
  environment: Environment;
  kind: Kind;
  label: string;
  description: string;
  item?: string;
  files: Record<string, string>;
  /** How far it went. */
  until: "deposited" | "verified" | "installed" | "validated" | "production";
}

const page = (title: string) => `<!doctype html><html lang="fr"><title>${title}</title><h1>${title}</h1></html>\n`;

const stories: Story[] = [
  {
    ...{ project: "PORTAIL", environment: "preproduction", kind: "evolution", label: "2.4.0", until: "production" },
    description: "Correction du formulaire de dépôt d’un dossier.",
    item: "site-culture",
    files: { "portail/index.html": page("Démarches culturelles"), "portail/CHANGELOG.md": "## 2.4.0\n- formulaire\n" },
  },
  {
    ...{ project: "PORTAIL", environment: "preproduction", kind: "evolution", label: "2.5.0", until: "installed" },
    description: "Nouvel accueil ; à valider en pré-production.",
    item: "site-culture",
    files: { "portail/index.html": page("Accueil"), "portail/accueil.css": "body { margin: 0 }\n" },
  },
  {
    ...{ project: "PORTAIL", environment: "production", kind: "script", label: "purge", until: "verified" },
    description: "Purge du cache des pages publiques.",
    files: { "purger-le-cache.sh": "#!/bin/sh\nset -eu\ncurl -X PURGE https://demarches.culture.example/\n" },
  },
  {
    ...{ project: "DON", environment: "preproduction", kind: "installation", label: "1.0", until: "validated" },
    description: "Prise de rendez-vous : installation initiale.",
    item: "site-efs",
    files: { "don/index.html": page("Donner son sang"), "don/INSTALL.md": "Copier le dossier sous /srv/don.\n" },
  },
  {
    ...{ project: "FOUILLES", environment: "production", kind: "logs", label: "semaine 46", until: "deposited" },
    description: "Journaux d’accès de la semaine.",
    files: { "acces.log": '203.0.113.7 - - "GET /fouilles HTTP/1.1" 200\n'.repeat(200) },
  },
];

/** Packages as they stand in the life of a project: the deed and the words are the depositor's, the files are real. */
export async function playDepositsStories(accountIds: Map<string, string>) {
  const nadia = personActor(accountIds.get("nadia@titulaire.example")!, "cli");
  for (const story of stories) {
    const known = await nadia.transaction(async (tx) => {
      const { id } = await getProject(tx, story.project);
      return (await listPackages(tx, id, {}, { limit: 50 })).packages;
    });
    const there = known.find(({ label, kind }) => label === story.label && kind === story.kind);
    if (!there) await play(nadia, story);
  }
}

async function play(nadia: Actor, { files, until, item, ...said }: Story) {
  const sent = [];
  for (const [path, text] of Object.entries(files)) sent.push({ upload: await send(nadia, path, text), path });
  const { workspaceId, id } = await depositPackage(nadia, { ...said, items: item ? [item] : [], files: sent });
  await preparePackage({ workspaceId, packageId: id }, { last: false });
  if (until === "deposited") return;
  await verifyPackage(nadia, { package: id, reason: "Empreinte comparée à celle du développeur." });
  if (until === "verified") return;
  await installPackage(nadia, { package: id, environment: "preproduction" });
  if (until === "installed") return;
  await validatePackage(nadia, { package: id, reason: "Recette faite avec la maîtrise d’ouvrage." });
  if (until === "production") await installPackage(nadia, { package: id, environment: "production" });
}

/** A file as if a browser had sent it. */
async function send(actor: Actor, path: string, text: string): Promise<string> {
  const id = randomUUID().replaceAll("-", "");
  const bytes = Buffer.from(text);
  const name = path.split("/").at(-1)!;
  await beginUpload(actor, { id, name, size: bytes.length, purpose: "deposit" });
  const { type, sha256, storageKey } = await storeFile(name, bytes);
  await actor.transaction((tx) =>
    tx.execute(
      sql`update upload set finished_at = now(), type = ${type}, sha256 = ${sha256}, storage_key = ${storageKey} where id = ${id}`,
    ),
  );
  return id;
}
