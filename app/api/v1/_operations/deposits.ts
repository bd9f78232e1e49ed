import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { authorizePackage } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { DepositPackageInput, depositPackage } from "@/lib/deposits/deposit-package";
import { describePackage, PackageChanges } from "@/lib/deposits/describe-package";
import { StepInput } from "@/lib/deposits/enter-state";
import { listEntries } from "@/lib/deposits/folder-queries";
import { InstallPackageInput, installPackage } from "@/lib/deposits/install-package";
import { environments, packageKinds, packageStates } from "@/lib/deposits/kinds";
import { PackageId } from "@/lib/deposits/package";
import {
  getPackage,
  listItemsOfPackage,
  listPackages,
  listSteps,
  PackageFilter,
  type ReadPackage,
} from "@/lib/deposits/package-queries";
import { listRetention } from "@/lib/deposits/retention-queries";
import { SetRetentionInput, setRetention } from "@/lib/deposits/set-retention";
import { SignPackageInput, signPackage } from "@/lib/deposits/sign-package";
import { unwatchDeposits } from "@/lib/deposits/unwatch-deposits";
import { validatePackage } from "@/lib/deposits/validate-package";
import { verifyPackage } from "@/lib/deposits/verify-package";
import { watchDeposits } from "@/lib/deposits/watch-deposits";
import { withdrawPackage } from "@/lib/deposits/withdraw-package";
import { ProjectKey } from "@/lib/workspaces/project";
import { getProject } from "@/lib/workspaces/project-queries";
import { listOf, Moment, momentOrNull, Person, presentPerson } from "./shapes";

const tag = "deposits";
const OfProject = z.strictObject({ key: ProjectKey });
export const OfPackage = z.strictObject({ id: PackageId });

const PackageShape = z
  .strictObject({
    id: z.guid(),
    project: z.string(),
    environment: z.enum(environments),
    kind: z.enum(packageKinds),
    name: z.string(),
    version: z.int(),
    label: z.string(),
    description: z.string(),
    ticket: z.string().nullable(),
    arrival: z.enum(["preparing", "ready", "failed"]),
    state: z.enum(packageStates),
    size: z.int().nullable().meta({ description: "In bytes; null until it is ready." }),
    sha256: z.string().nullable(),
    content: z.string().meta({ description: "Where its bytes are served." }),
    signature: z.strictObject({ name: z.string(), sha256: z.string() }).nullable(),
    listing: z.enum(["none", "listed", "cut", "unreadable"]),
    flags: z.array(z.string()).meta({ description: "What is odd in its content." }),
    scannedAt: Moment.nullable(),
    verdict: z.enum(["clean", "infected"]).nullable(),
    scanEngine: z.string().nullable(),
    threat: z.string().nullable(),
    depositedBy: Person.nullable(),
    depositedAt: Moment,
    erasedAt: Moment.nullable(),
  })
  .meta({ id: "Package" });

const WholePackage = PackageShape.extend({
  items: z.array(z.strictObject({ id: z.guid(), name: z.string() })),
  steps: z.array(
    z.strictObject({ state: z.enum(packageStates), at: Moment, by: Person.nullable(), reason: z.string().nullable() }),
  ),
}).meta({ id: "WholePackage" });

const EntryShape = z
  .strictObject({
    path: z.string(),
    size: z.int().nullable(),
    directory: z.boolean(),
    flags: z.array(z.string()),
  })
  .meta({ id: "PackageEntry" });

const Retention = z
  .strictObject({ kind: z.enum(packageKinds), days: z.int().meta({ description: "0: for ever." }) })
  .meta({ id: "DepositRetention" });

export const list = operation({
  method: "GET",
  path: "/projects/{key}/deposits",
  tag,
  summary: { fr: "Lister les paquets déposés d’un projet", en: "List the packages deposited in a project" },
  params: OfProject,
  query: PackageFilter.extend({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().max(100).optional(),
  }),
  answer: listOf(PackageShape),
  run: ({ actor, params, query: { limit, after, ...filter } }) =>
    actor.transaction(async (tx) => {
      const { id: projectId, workspaceId } = await getProject(tx, params.key);
      authorizePackage(await getRights(tx), "read", { workspaceId, projectId });
      const found = await listPackages(tx, projectId, filter, { limit, after });
      return { items: found.packages.map(present), after: found.after };
    }),
});

export const deposit = operation({
  method: "POST",
  path: "/projects/{key}/deposits",
  tag,
  summary: {
    fr: "Déposer des fichiers envoyés par /uploads comme un seul paquet",
    en: "Deposit files that were sent by /uploads as one package",
  },
  params: OfProject,
  body: DepositPackageInput.omit({ project: true }),
  answer: PackageShape,
  status: 201,
  run: async ({ actor, params, body }) => present(await depositPackage(actor, { ...body, project: params.key })),
  location: ({ id }) => `/deposits/${id}`,
});

export const get = operation({
  method: "GET",
  path: "/deposits/{id}",
  tag,
  summary: { fr: "Lire un paquet, ses états et ses éléments", en: "Read a package, its states and its items" },
  params: OfPackage,
  answer: WholePackage,
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const found = await getPackage(tx, params.id);
      const [items, steps] = await Promise.all([listItemsOfPackage(tx, found.id), listSteps(tx, found.id)]);
      return {
        ...present(found),
        items: items.map(({ id, name }) => ({ id, name })),
        steps: steps.map(({ state, at, byName, byMail, reason }) => ({
          ...{ state, at: at.toISOString(), by: presentPerson(byName, byMail), reason },
        })),
      };
    }),
});

export const describe = operation({
  method: "PATCH",
  path: "/deposits/{id}",
  tag,
  summary: { fr: "Changer ce qu’on dit d’un paquet", en: "Change what is said of a package" },
  params: OfPackage,
  body: PackageChanges,
  answer: PackageShape,
  run: async ({ actor, params, body }) => present(await describePackage(actor, { ...body, package: params.id })),
});

export const entries = operation({
  method: "GET",
  path: "/deposits/{id}/entries",
  tag,
  summary: {
    fr: "Lister ce qu’un paquet contient, sans l’extraire",
    en: "List what a package holds, without extracting it",
  },
  params: OfPackage,
  query: z.strictObject({
    q: z.string().max(200).optional(),
    odd: z.stringbool().optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
    after: z.coerce.number().int().min(0).max(1_000_000).optional(),
  }),
  answer: listOf(EntryShape),
  run: ({ actor, params, query }) =>
    actor.transaction(async (tx) => {
      const found = await listEntries(tx, (await getPackage(tx, params.id)).id, query);
      return {
        items: found.entries.map(({ path, size, directory, flags }) => ({ path, size, directory, flags })),
        after: found.after === null ? null : String(found.after),
      };
    }),
});

export const sign = operation({
  method: "PUT",
  path: "/deposits/{id}/signature",
  tag,
  summary: {
    fr: "Garder à côté d’un paquet un fichier de signature envoyé par /uploads",
    en: "Keep beside a package a signature file that was sent by /uploads",
  },
  params: OfPackage,
  body: SignPackageInput.omit({ package: true }),
  answer: PackageShape,
  run: async ({ actor, params, body }) => present(await signPackage(actor, { ...body, package: params.id })),
});

const Reason = StepInput.omit({ package: true });

export const verify = operation({
  method: "POST",
  path: "/deposits/{id}/verify",
  tag,
  summary: { fr: "Dire qu’un paquet est bien ce qu’il doit être", en: "Say that a package is what it should be" },
  params: OfPackage,
  body: Reason,
  answer: PackageShape,
  run: async ({ actor, params, body }) => present(await verifyPackage(actor, { ...body, package: params.id })),
});

export const validate = operation({
  method: "POST",
  path: "/deposits/{id}/validate",
  tag,
  summary: { fr: "Dire que ce qu’un paquet apporte fonctionne", en: "Say that what a package brings works" },
  params: OfPackage,
  body: Reason,
  answer: PackageShape,
  run: async ({ actor, params, body }) => present(await validatePackage(actor, { ...body, package: params.id })),
});

export const install = operation({
  method: "POST",
  path: "/deposits/{id}/install",
  tag,
  summary: {
    fr: "Dire qu’un paquet a été installé dans un environnement",
    en: "Say that a package was installed in an environment",
  },
  params: OfPackage,
  body: InstallPackageInput.omit({ package: true }),
  answer: PackageShape,
  run: async ({ actor, params, body }) => present(await installPackage(actor, { ...body, package: params.id })),
});

export const withdraw = operation({
  method: "POST",
  path: "/deposits/{id}/withdraw",
  tag,
  summary: { fr: "Retirer un paquet, en disant pourquoi", en: "Withdraw a package, saying why" },
  params: OfPackage,
  body: Reason,
  answer: PackageShape,
  run: async ({ actor, params, body }) => present(await withdrawPackage(actor, { ...body, package: params.id })),
});

export const watch = operation({
  method: "PUT",
  path: "/projects/{key}/deposits/watch",
  tag,
  summary: { fr: "Suivre par courriel les dépôts d’un projet", en: "Watch by mail the deposits of a project" },
  params: OfProject,
  run: ({ actor, params }) => watchDeposits(actor, { project: params.key }),
});

export const unwatch = operation({
  method: "DELETE",
  path: "/projects/{key}/deposits/watch",
  tag,
  summary: { fr: "Ne plus suivre les dépôts d’un projet", en: "Stop watching the deposits of a project" },
  params: OfProject,
  run: ({ actor, params }) => unwatchDeposits(actor, { project: params.key }),
});

export const retention = operation({
  method: "GET",
  path: "/projects/{key}/deposits/retention",
  tag,
  summary: {
    fr: "Lire combien de jours les octets de chaque nature sont gardés",
    en: "Read for how many days the bytes of each kind are kept",
  },
  params: OfProject,
  answer: listOf(Retention),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const { id: projectId, workspaceId } = await getProject(tx, params.key);
      authorizePackage(await getRights(tx), "read", { workspaceId, projectId });
      return { items: await listRetention(tx, projectId), after: null };
    }),
});

export const retain = operation({
  method: "PUT",
  path: "/projects/{key}/deposits/retention",
  tag,
  summary: {
    fr: "Dire combien de jours les octets d’une nature sont gardés",
    en: "Say for how many days the bytes of one kind are kept",
  },
  params: OfProject,
  body: SetRetentionInput.omit({ project: true }),
  answer: listOf(Retention),
  run: async ({ actor, params, body }) => ({
    ...{ items: await setRetention(actor, { ...body, project: params.key }), after: null },
  }),
});

function present(found: ReadPackage): z.input<typeof PackageShape> {
  const { id, environment, kind, name, version, label, description, arrival, state, size, sha256 } = found;
  const { listing, flags, verdict, scanEngine, threat, signatureName, signatureSha256 } = found;
  return {
    ...{ id, project: found.projectKey, environment, kind, name, version, label, description },
    ...{ ticket: found.ticketReference, arrival, state, size, sha256, content: `/api/v1/deposits/${id}/content` },
    signature: signatureName && signatureSha256 ? { name: signatureName, sha256: signatureSha256 } : null,
    ...{ listing, flags, scannedAt: momentOrNull(found.scannedAt), verdict, scanEngine, threat },
    depositedBy: presentPerson(found.depositorName, found.depositorMail),
    ...{ depositedAt: found.depositedAt.toISOString(), erasedAt: momentOrNull(found.erasedAt) },
  };
}
