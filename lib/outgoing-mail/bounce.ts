/** Refusals for good, with no mail from there in between, after which nothing more is sent to an address. */
export const bouncesBeforeFlag = 3;

/** Whether a status (RFC 3463) says that trying again is vain. */
export function isHardBounce(status: string | null): boolean {
  return status?.startsWith("5.") ?? false;
}

const causes = [
  ["mailbox-full", /^[45]\.2\.2$/],
  ["closed-mailbox", /^[45]\.2\.1$/],
  ["too-large", /^[45]\.(2\.3|3\.4)$/],
  ["unknown-domain", /^[45]\.(1\.2|1\.10|4\.4)$/],
  ["unknown-address", /^[45]\.1\.\d+$/],
  ["refused-by-policy", /^[45]\.7\.\d+$/],
  ["unreachable", /^[45]\.4\.\d+$/],
] as const;

export type BounceCause = (typeof causes)[number][0] | "refused";

/** What a status means for who reads it; its words are `mail.bounces.<cause>`. */
export function causeOfBounce(status: string | null): BounceCause {
  return causes.find(([, form]) => form.test(status ?? ""))?.[0] ?? "refused";
}
