"use client";

import { Button } from "@/app/_ui/button";

type Props = { graph: string; name: string; svgLabel: string; pngLabel: string };

/** Hands the diagram over as a file: drawn as it stands on the screen, sharp at any size (SVG) or as a picture (PNG). */
export function SaveGraph({ graph, name, svgLabel, pngLabel }: Props) {
  return (
    <>
      <Button size="small" look="quiet" icon="download" onClick={() => save(svgOf(graph), `${name}.svg`)}>
        {svgLabel}
      </Button>
      <Button
        size="small"
        look="quiet"
        icon="download"
        onClick={async () => save(await pngOf(svgOf(graph)), `${name}.png`)}
      >
        {pngLabel}
      </Button>
    </>
  );
}

const kept = ["fill", "stroke", "stroke-width", "font"] as const;

/** The drawing on its own: what the page's style sheet says is written on each part, since a file has no page around it. */
function svgOf(id: string): Blob {
  const drawn = document.getElementById(id)!;
  const copy = drawn.cloneNode(true) as SVGElement;
  const parts = [...drawn.querySelectorAll<SVGElement>("path, rect, text")];
  for (const [index, part] of [...copy.querySelectorAll<SVGElement>("path, rect, text")].entries()) {
    const look = getComputedStyle(parts[index]!);
    part.setAttribute("style", kept.map((name) => `${name}:${look.getPropertyValue(name)}`).join(";"));
    part.removeAttribute("class");
  }
  const ground = getComputedStyle(drawn.closest("section")!.parentElement!).backgroundColor;
  copy.setAttribute("style", `background:${ground}`);
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}

/** Twice as large as on the screen, so that it prints well. */
async function pngOf(svg: Blob): Promise<Blob> {
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svg.text())}`;
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob!), "image/png"));
}

function save(file: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
