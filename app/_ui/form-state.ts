import type { FieldError } from "./error-summary";

/** What a server action answers a form: what was refused, in the reader's words, and what had been typed. */
export type FormState = {
  errors: FieldError[];
  /** By field name; never a password. */
  values: Record<string, string>;
  /** The act is done and the form has nothing more to ask. */
  done?: boolean;
};

export type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

export const untouched: FormState = { errors: [], values: {} };
