import { z } from "zod";
import type { UploadPurpose } from "./upload-purpose";

/** An upload's id: 32 hexadecimal digits drawn at random. Knowing it opens nothing. */
export const UploadId = z.string().regex(/^[0-9a-f]{32}$/);

/** The setting that holds the largest size of a file, in bytes, and what it is until somebody sets it: 2 GiB. */
export const maximumSizeSetting = "files.maximumSize";
export const defaultMaximumSize = 2 * 1024 ** 3;

/** The same for files on their way to the deposit space: 20 GiB. */
export const depositSizeSetting = "deposits.maximumSize";
const defaultDepositSize = 20 * 1024 ** 3;

/** By purpose: the setting of its largest size, hours during which it may be resumed, and how many of one account may wait. */
export const allowances: Record<UploadPurpose, { setting: string; size: number; hours: number; most: number }> = {
  attachment: { setting: maximumSizeSetting, size: defaultMaximumSize, hours: 24, most: 200 },
  deposit: { setting: depositSizeSetting, size: defaultDepositSize, hours: 168, most: 5_000 },
  import: { setting: maximumSizeSetting, size: defaultMaximumSize, hours: 24, most: 200 },
};

/** Hours during which any upload may be resumed. */
export const resumableHours = 168;

/** Days during which a received file waits to be attached: a draft over a long weekend keeps its files. */
export const waitingDays = 7;

/** Bytes left free on the disk: a database that shares it must go on writing. */
export const reservedRoom = 256 * 1024 ** 2;
