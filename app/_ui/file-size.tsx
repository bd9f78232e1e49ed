import { useLocale } from "next-intl";

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** A size in bytes as people say it: "1,2 Mo". */
export function FileSize({ bytes }: { bytes: number }) {
  return <span>{formatFileSize(bytes, useLocale())}</span>;
}

/** Thousands, not 1,024s: what the reader's own desktop shows. */
export function formatFileSize(bytes: number, locale: string): string {
  const power = bytes > 0 ? Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3)) : 0;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: units[power],
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power);
}
