export type Shortcut = { keys: string; label: string };

const switchName = "guichet-shortcuts";
const sequenceLasts = 1_200;

/** Whether single keys act; kept in this browser. */
export function shortcutsAreOn(): boolean {
  return localStorage.getItem(switchName) !== "off";
}

export function turnShortcuts(on: boolean): void {
  localStorage.setItem(switchName, on ? "on" : "off");
}

/** What the page in sight answers to. */
export function listShortcuts(): Shortcut[] {
  return [...document.querySelectorAll<HTMLElement>("[data-shortcut]")].map((element) => ({
    keys: element.dataset.shortcut ?? "",
    label: element.getAttribute("aria-label") || element.title || element.textContent.trim(),
  }));
}

/** Listens until the returned function is called; `help` is asked for by `?` or by a `data-opens-shortcuts` button. */
export function listenToKeys(help: () => void): () => void {
  let before = "";
  let pressedAt = 0;
  const press = (event: KeyboardEvent) => {
    if (!isOurs(event)) return;
    const sequence = event.timeStamp - pressedAt < sequenceLasts && before ? `${before} ${event.key}` : event.key;
    before = event.key;
    pressedAt = event.timeStamp;
    if (act(sequence, help) || act(event.key, help)) {
      event.preventDefault();
      before = "";
    }
  };
  const click = (event: MouseEvent) => {
    const opener = (event.target as Element | null)?.closest?.("[data-opens-shortcuts]");
    if (!opener) return;
    opener.closest<HTMLElement>("[popover]")?.hidePopover();
    help();
  };
  window.addEventListener("keydown", press);
  window.addEventListener("click", click);
  return () => {
    window.removeEventListener("keydown", press);
    window.removeEventListener("click", click);
  };
}

/** Keys pressed while writing, with a modifier, or in a dialog are not for us. */
function isOurs(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return false;
  if (!shortcutsAreOn() || document.querySelector("dialog[open]")) return false;
  return !target?.closest?.("input, textarea, select, [contenteditable], [role=menu], [role=listbox]");
}

function act(keys: string, help: () => void): boolean {
  if (keys === "?") help();
  else if (keys === "j" || keys === "k") return moveAmongRows(keys === "j" ? 1 : -1);
  else return actOn(document.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(keys)}"]`));
  return true;
}

function actOn(element: HTMLElement | null): boolean {
  if (!element) return false;
  if (element.matches("input:not([type=checkbox], [type=radio]), textarea, select")) element.focus();
  else element.click();
  return true;
}

function moveAmongRows(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row-link]")];
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const next = here === -1 ? rows[0] : rows[here + step];
  next?.focus();
  return next !== undefined;
}
