import { type PackageKind, packageKinds } from "./kinds";

/** Days for which bytes are kept when nobody said otherwise; 0: for ever. Logs follow the six months of the contract. */
const usualDays: Partial<Record<PackageKind, number>> = { logs: 180 };

/** For each kind, the days for which its bytes are kept; 0: for ever. `said`: what the project says. */
export function retentionOf(said: { kind: PackageKind; days: number }[]): { kind: PackageKind; days: number }[] {
  return packageKinds.map((kind) => ({
    kind,
    days: said.find((one) => one.kind === kind)?.days ?? usualDays[kind] ?? 0,
  }));
}
