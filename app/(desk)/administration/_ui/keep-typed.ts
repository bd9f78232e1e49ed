/**
 * Give it as `ref` to a form whose fields have a state of their own: React empties a form once its action has answered, and a select
 * then shows what it first held. Native, because React's own handlers are deaf at that moment.
 */
export function keepTyped(form: HTMLFormElement | null) {
  const stay = (event: Event) => event.preventDefault();
  form?.addEventListener("reset", stay);
  return () => form?.removeEventListener("reset", stay);
}
