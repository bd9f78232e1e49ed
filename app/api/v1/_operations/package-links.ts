import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { CreatePackageLinkInput, createPackageLink } from "@/lib/deposits/create-package-link";
import { listPackageLinks } from "@/lib/deposits/package-link-queries";
import { getPackage } from "@/lib/deposits/package-queries";
import { revokePackageLink } from "@/lib/deposits/revoke-package-link";
import { OfPackage } from "./deposits";
import { listOf, Moment, momentOrNull } from "./shapes";

const tag = "deposits";

const LinkShape = z
  .strictObject({
    id: z.guid(),
    address: z.string().meta({ description: "The address is the only key: whoever holds it fetches the package." }),
    expiresAt: Moment,
    uses: z.int(),
    lastUsedAt: Moment.nullable(),
  })
  .meta({ id: "PackageLink" });

export const list = operation({
  method: "GET",
  path: "/deposits/{id}/links",
  tag,
  summary: { fr: "Lister ses propres liens vers un paquet", en: "List one’s own links to a package" },
  params: OfPackage,
  answer: listOf(LinkShape),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const { id } = await getPackage(tx, params.id);
      return { items: (await listPackageLinks(tx, id)).map(present), after: null };
    }),
});

export const create = operation({
  method: "POST",
  path: "/deposits/{id}/links",
  tag,
  summary: {
    fr: "Créer un lien par lequel une machine télécharge un paquet en son nom",
    en: "Create a link by which a machine fetches a package in one’s name",
  },
  params: OfPackage,
  body: CreatePackageLinkInput.omit({ package: true }),
  answer: LinkShape,
  status: 201,
  repeatable: false,
  run: async ({ actor, params, body }) => present(await createPackageLink(actor, { ...body, package: params.id })),
});

export const revoke = operation({
  method: "DELETE",
  path: "/deposits/{id}/links/{link}",
  tag,
  summary: { fr: "Reprendre un lien", en: "Take a link back" },
  params: OfPackage.extend({ link: z.uuid() }),
  run: ({ actor, params }) => revokePackageLink(actor, { package: params.id, link: params.link }),
});

type Link = Awaited<ReturnType<typeof listPackageLinks>>[number];

function present({ id, address, expiresAt, uses, lastUsedAt }: Link): z.input<typeof LinkShape> {
  return { id, address, expiresAt: expiresAt.toISOString(), uses, lastUsedAt: momentOrNull(lastUsedAt) };
}
