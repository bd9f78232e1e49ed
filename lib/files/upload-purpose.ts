/** What will take an upload. */
export const purposes = ["attachment", "deposit", "import"] as const;
export type UploadPurpose = (typeof purposes)[number];
