/** A size as French people write it: "3,4 Go". */
export function byteSize(bytes: number): string {
  const units = ["octets", "ko", "Mo", "Go", "To"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** step).toLocaleString("fr-FR", { maximumFractionDigits: step === 0 ? 0 : 1 })} ${units[step]}`;
}
