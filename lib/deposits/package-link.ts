import { getSettings } from "@/lib/settings/environment";
import { sealId } from "@/lib/settings/sealed-id";

/** Days for which a link lives at most. */
export const mostLinkDays = 90;

/** Where a machine fetches a package, derived from the link's id: whoever reads the database has no address. */
export function addressOfPackageLink(id: string): string {
  return `${getSettings().url}/api/downloads/${sealId(id, "package link")}`;
}
