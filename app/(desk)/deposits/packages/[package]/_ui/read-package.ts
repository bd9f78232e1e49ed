import { mayPackage } from "@/lib/access/ability";
import type { Rights } from "@/lib/access/rights";
import { listEntries } from "@/lib/deposits/folder-queries";
import { findRefusal } from "@/lib/deposits/open-package";
import { listPackageLinks } from "@/lib/deposits/package-link-queries";
import { getPackage, isProven, listItemsOfPackage, listSteps, listVersions } from "@/lib/deposits/package-queries";
import type { Transaction } from "@/lib/tenancy/actor";

export type PackagePage = Awaited<ReturnType<typeof readPackagePage>>;

type Asked = { id: string; asked: Record<string, string | string[] | undefined>; rights: Rights };

const entriesLength = 200;

/** All that the page of a package shows; the address says which of its content. */
export async function readPackagePage(tx: Transaction, { id, asked, rights }: Asked) {
  const found = await getPackage(tx, id);
  const search = { q: typeof asked.q === "string" ? asked.q.slice(0, 200) : "", odd: asked.odd === "1" };
  const after = typeof asked.after === "string" && /^\d{1,9}$/.test(asked.after) ? Number(asked.after) : undefined;
  const [steps, items, versions, links, proven, content, refused] = await Promise.all([
    listSteps(tx, found.id),
    listItemsOfPackage(tx, found.id),
    listVersions(tx, found),
    listPackageLinks(tx, found.id),
    isProven(tx, found),
    listEntries(tx, found.id, { q: search.q || undefined, odd: search.odd, after, limit: entriesLength }),
    findRefusal(tx, found),
  ]);
  const may = Object.fromEntries(
    (["deposit", "verify", "validate", "install", "withdraw"] as const).map((action) => [
      action,
      mayPackage(rights, action, found),
    ]),
  ) as Record<"deposit" | "verify" | "validate" | "install" | "withdraw", boolean>;
  return { found, steps, items, versions, links, proven, content, search, after, may, refused };
}
