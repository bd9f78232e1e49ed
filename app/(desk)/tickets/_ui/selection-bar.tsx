"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";

/** How many lines are chosen, and the way on. `x` chooses the line that has the focus; Shift extends from the last one. */
export function SelectionBar() {
  const t = useTranslations("desk.selection");
  const [count, setCount] = useState(0);
  const last = useRef<HTMLInputElement | null>(null);
  const recount = () => setCount(boxes().filter((box) => box.checked).length);
  const setAll = (checked: boolean) => {
    for (const box of boxes()) box.checked = checked;
    recount();
  };
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const box = event.target;
      if (!(box instanceof HTMLInputElement) || box.name !== "ticket") return;
      if (event.shiftKey && last.current) extend(last.current, box);
      last.current = box;
      recount();
    };
    const onKey = (event: KeyboardEvent) => {
      const row = document.activeElement?.matches("[data-row-link]") ? document.activeElement.closest("tr") : null;
      if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || !row) return;
      row.querySelector<HTMLInputElement>("input[name=ticket]")?.click();
    };
    // A browser that comes back to the page has kept the boxes.
    recount();
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("click", onClick);
      document.removeEventListener("keydown", onKey);
    };
  });
  return (
    <>
      <Button size="small" onClick={() => setAll(count === 0)}>
        {t(count === 0 ? "page" : "none")}
      </Button>
      <span aria-live="polite">{t("chosen", { count })}</span>
      <Button type="submit" size="small" look={count > 0 ? "primary" : "secondary"} disabled={count === 0}>
        {t("change")}
      </Button>
    </>
  );
}

const boxes = () => [...document.querySelectorAll<HTMLInputElement>("input[name=ticket][form=selection]")];

/** All the boxes between two of them become as the second one. */
function extend(from: HTMLInputElement, to: HTMLInputElement) {
  const all = boxes();
  const [start, end] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
  if (start! < 0) return;
  for (const box of all.slice(start, end! + 1)) box.checked = to.checked;
}
