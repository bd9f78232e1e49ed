import { getSettings } from "@/lib/settings/environment";
import { sealId } from "@/lib/settings/sealed-id";

/** The private address of a calendar, derived from its row's id: whoever reads the database has no address. */
export function addressOfFeed(id: string): string {
  return `${getSettings().url}/api/calendar/${sealId(id, "calendar feed")}.ics`;
}
