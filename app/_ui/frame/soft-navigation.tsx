"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Follows plain links without reloading the page. Lists can so be made of `<a>`: fifty next/link cost the server
 * more than the rows do. `data-hard` on a link asks for a whole load.
 */
export function SoftNavigation() {
  const router = useRouter();
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = (event.target as Element | null)?.closest?.("a");
      const popover = link?.closest<HTMLElement>("[popover]");
      if (popover?.matches(":popover-open")) popover.hidePopover();
      if (!link || event.defaultPrevented || !isPlainClick(event) || !isOurs(link)) return;
      event.preventDefault();
      router.push(link.href);
    };
    // On window, so that React's own listeners (on document) have had their say.
    window.addEventListener("click", follow);
    return () => window.removeEventListener("click", follow);
  }, [router]);
  return null;
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function isOurs(link: HTMLAnchorElement): boolean {
  const samePage = link.pathname === location.pathname && link.search === location.search && link.hash !== "";
  return (
    link.origin === location.origin &&
    !link.hasAttribute("download") &&
    link.dataset.hard === undefined &&
    (!link.target || link.target === "_self") &&
    !link.pathname.startsWith("/api/") &&
    !samePage
  );
}
