// What a form says. Whoever calls an action may send anything in the form's place: it then says nothing, and the verb's schema refuses it.

/** The fields of a form: a name sent several times is a list; files and what Next adds are left out. */
export function fieldsOf(form: FormData): Record<string, string | string[]> {
  if (!isForm(form)) return {};
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith("$"));
  return Object.fromEntries(
    names.map((name) => {
      const values = listOf(form, name);
      return [name, values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
}

/** A field as text; absent is empty. */
export function textOf(form: FormData, name: string): string {
  const value = isForm(form) ? form.get(name) : null;
  return typeof value === "string" ? value : "";
}

/** A field that may be left empty. */
export function optionalTextOf(form: FormData, name: string): string | undefined {
  return textOf(form, name).trim() || undefined;
}

/** Every text sent under one name, for instance by the boxes of a list. */
export function listOf(form: FormData, name: string): string[] {
  return isForm(form) ? form.getAll(name).filter((value) => typeof value === "string") : [];
}

function isForm(form: unknown): boolean {
  return form instanceof FormData;
}
