import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { getBeneficiary, listBeneficiaries } from "@/lib/workspaces/beneficiary-queries";
import { ChangeBeneficiaryInput, changeBeneficiary } from "@/lib/workspaces/change-beneficiary";
import { CreateBeneficiaryInput, createBeneficiary } from "@/lib/workspaces/create-beneficiary";
import { listOf, Moment, momentOrNull } from "./shapes";

const tag = "workspaces";
const params = z.strictObject({ id: z.guid() });

const BeneficiaryShape = z
  .strictObject({ id: z.guid(), name: z.string(), createdAt: Moment, archivedAt: Moment.nullable() })
  .meta({ id: "Beneficiary" });

export const list = operation({
  method: "GET",
  path: "/beneficiaries",
  tag,
  summary: { fr: "Lister les services bénéficiaires", en: "List the beneficiaries" },
  answer: listOf(BeneficiaryShape),
  run: async ({ actor }) => ({
    items: (await actor.transaction(listBeneficiaries)).map(presentBeneficiary),
    after: null,
  }),
});

export const create = operation({
  method: "POST",
  path: "/beneficiaries",
  tag,
  summary: { fr: "Créer un service bénéficiaire", en: "Create a beneficiary" },
  body: CreateBeneficiaryInput,
  answer: BeneficiaryShape,
  status: 201,
  run: async ({ actor, body }) => presentBeneficiary(await createBeneficiary(actor, body)),
  location: ({ id }) => `/beneficiaries/${id}`,
});

export const get = operation({
  method: "GET",
  path: "/beneficiaries/{id}",
  tag,
  summary: { fr: "Lire un service bénéficiaire", en: "Read a beneficiary" },
  params,
  answer: BeneficiaryShape,
  run: async ({ actor, params: { id } }) => presentBeneficiary(await actor.transaction((tx) => getBeneficiary(tx, id))),
});

export const change = operation({
  method: "PATCH",
  path: "/beneficiaries/{id}",
  tag,
  summary: { fr: "Renommer ou archiver un service bénéficiaire", en: "Rename or archive a beneficiary" },
  params,
  body: ChangeBeneficiaryInput.omit({ beneficiary: true }),
  answer: BeneficiaryShape,
  run: async ({ actor, params: { id }, body }) =>
    presentBeneficiary(await changeBeneficiary(actor, { ...body, beneficiary: id })),
});

type Row = { id: string; name: string; createdAt: Date; archivedAt: Date | null };

function presentBeneficiary({ id, name, createdAt, archivedAt }: Row): z.input<typeof BeneficiaryShape> {
  return { id, name, createdAt: createdAt.toISOString(), archivedAt: momentOrNull(archivedAt) };
}
