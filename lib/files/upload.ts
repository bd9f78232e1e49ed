import { z } from "zod";

/** An upload's id: 32 hexadecimal digits drawn at random. Knowing it opens nothing. */
export const UploadId = z.string().regex(/^[0-9a-f]{32}$/);

/** The setting that holds the largest size of a file, in bytes, and what it is until somebody sets it: 2 GiB. */
export const maximumSizeSetting = "files.maximumSize";
export const defaultMaximumSize = 2 * 1024 ** 3;

/** Hours during which an upload may be resumed. */
export const resumableHours = 24;

/** Days during which a received file waits to be attached: a draft over a long weekend keeps its files. */
export const waitingDays = 7;

/** How many files of one account may wait at once. */
export const mostWaiting = 200;

/** Bytes left free on the disk: a database that shares it must go on writing. */
export const reservedRoom = 256 * 1024 ** 2;
