import { chmodSync, existsSync, mkdirSync } from "node:fs";

/** Where root keeps what another user must reach when the data folder or the clone is private. */
export function readablePlace(): string {
  const place = "/var/lib/guichet";
  if (!existsSync(place)) {
    mkdirSync(place, { recursive: true });
    chmodSync(place, 0o711);
  }
  return place;
}
