import styles from "./icons.module.css";

/** Stroke drawings on a grid of 20; drawn for Guichet, so nothing is to be fetched and nobody's licence to be kept. */
const drawings = {
  alert: "M10 3.2 17.6 16.4H2.4zM10 8v3.6M10 14h.01",
  archive: "M3 4h14v3.5H3zM4.2 7.5V16h11.6V7.5M8 10.5h4",
  "arrow-down": "M10 4v12M5.5 11.5 10 16l4.5-4.5",
  "arrow-left": "M16 10H4M8.5 5.5 4 10l4.5 4.5",
  "arrow-right": "M4 10h12M11.5 5.5 16 10l-4.5 4.5",
  "arrow-up": "M10 16V4M5.5 8.5 10 4l4.5 4.5",
  bell: "M5.2 13.8V9a4.8 4.8 0 0 1 9.6 0v4.8l1.4 1.4H3.8zM8.4 17.4h3.2",
  building: "M4 17V3.5h8V17M12 8h4v9M2.5 17h15M6.6 6.6h2.8M6.6 9.6h2.8M6.6 12.6h2.8",
  calendar: "M3.5 4.8h13v12h-13zM3.5 8.4h13M7 3v3.4M13 3v3.4",
  change: "M3.5 7h11.2M11.7 3.8 14.9 7l-3.2 3.2M16.5 13H5.3M8.3 9.8 5.1 13l3.2 3.2",
  chart: "M3.5 3v13.5H17M7 13.5V9.8M10.5 13.5V5.8M14 13.5V8",
  check: "m4 10.6 3.8 3.9L16 5.8",
  "chevron-down": "m5 7.5 5 5 5-5",
  "chevron-left": "m12.5 5-5 5 5 5",
  "chevron-right": "m7.5 5 5 5-5 5",
  "chevron-up": "m5 12.5 5-5 5 5",
  clock: "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4ZM10 6v4.2l2.8 1.7",
  close: "m5 5 10 10M15 5 5 15",
  copy: "M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7",
  download: "M10 3v9.5M5.8 8.6 10 12.8l4.2-4.2M3.5 16.8h13",
  edit: "m3.5 16.5.8-3.6L13 4.2a1.6 1.6 0 0 1 2.3 0l.5.5a1.6 1.6 0 0 1 0 2.3l-8.7 8.7zM11.5 5.7l2.8 2.8",
  eye: "M2 10s2.8-5.2 8-5.2 8 5.2 8 5.2-2.8 5.2-8 5.2S2 10 2 10ZM10 7.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8Z",
  "eye-off":
    "M3 3l14 14M8.2 5C8.8 4.9 9.4 4.8 10 4.8c5.2 0 8 5.2 8 5.2s-.8 1.5-2.4 2.9M12.6 14.8c-.8.3-1.7.4-2.6.4-5.2 0-8-5.2-8-5.2s1.1-2 3.2-3.6M8.3 8.3a2.4 2.4 0 0 0 3.4 3.4",
  file: "M5 2.8h6.5L15.5 6.8v10.4H5zM11.3 3v4h4",
  filter: "M3 5h14M5.5 10h9M8.2 15h3.6",
  folder: "M2.8 5h5l1.6 2h7.8v9.2H2.8z",
  globe:
    "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4ZM2.8 10h14.4M10 2.8c2 2 3 4.4 3 7.2s-1 5.2-3 7.2c-2-2-3-4.4-3-7.2s1-5.2 3-7.2Z",
  help: "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4ZM7.8 8a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.9-1.1 1.6M10 14h.01",
  history: "M3.2 10A6.8 6.8 0 1 0 5.4 5M3 3v3.4h3.4M10 6.4v3.8l2.6 1.5",
  home: "m3 9.2 7-6 7 6M5 8v8.6h10V8M8.3 16.6v-4.8h3.4v4.8",
  inbox: "M3 11.2 5.2 4h9.6L17 11.2v5H3zM3 11.2h4l1.2 2h3.6l1.2-2h4",
  incident: "M11 2.8 4.5 11.4h4.7L8.6 17.2l6.9-8.8h-4.8z",
  info: "M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4ZM10 9.2v4.3M10 6.5h.01",
  keyboard: "M2.5 5h15v10h-15zM5.5 8h.01M8.5 8h.01M11.5 8h.01M14.5 8h.01M5.5 12h.01M14.5 12h.01M8 12h4",
  link: "M8.3 11.7a3 3 0 0 0 4.3 0l2.9-2.9a3 3 0 0 0-4.3-4.3l-1 1M11.7 8.3a3 3 0 0 0-4.3 0l-2.9 2.9a3 3 0 0 0 4.3 4.3l1-1",
  lock: "M4.5 9h11v8h-11zM7 9V6.3a3 3 0 0 1 6 0V9",
  mail: "M2.8 4.8h14.4v10.4H2.8zM3 5.2l7 5.6 7-5.6",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  message: "M3 4h14v9.6H9.4L6 16.8v-3.2H3z",
  monitor: "M2.8 4h14.4v9.6H2.8zM7 17h6M10 13.6V17",
  moon: "M16.4 11.8A6.8 6.8 0 0 1 8.2 3.6a6.8 6.8 0 1 0 8.2 8.2Z",
  more: "M4.4 10a.4.4 0 1 0 .8 0 .4.4 0 0 0-.8 0M9.6 10a.4.4 0 1 0 .8 0 .4.4 0 0 0-.8 0M14.8 10a.4.4 0 1 0 .8 0 .4.4 0 0 0-.8 0",
  package: "m10 2.6 6.6 3.5v7.8L10 17.4l-6.6-3.5V6.1zM3.6 6.2 10 9.7l6.4-3.5M10 9.7v7.5",
  paperclip: "m14.8 9.6-5 5a3.2 3.2 0 0 1-4.6-4.6l5.8-5.8a2.2 2.2 0 0 1 3.1 3.1l-5.7 5.7a1.1 1.1 0 0 1-1.6-1.6l5-5",
  pause: "M7 4.5v11M13 4.5v11",
  plus: "M10 4v12M4 10h12",
  problem: "M10 2.8 17.2 10 10 17.2 2.8 10zM10 6.8v3.8M10 13h.01",
  refresh: "M16.5 8.5A6.8 6.8 0 0 0 4 7M3.5 3.5V7H7M3.5 11.5A6.8 6.8 0 0 0 16 13M16.5 16.5V13H13",
  release: "M10 13V3.2M6 7l4-4 4 4M3.5 12.5v4.3h13v-4.3",
  reply: "M8 5 3.5 9.5 8 14M3.8 9.5h7.7c2.8 0 5 2 5 5.5",
  request: "M3 4h14v9.6H9.4L6 16.8v-3.2H3zM6.6 8.8h6.8",
  search: "M8.8 3.4a5.4 5.4 0 1 0 0 10.8 5.4 5.4 0 0 0 0-10.8ZM12.7 12.7l4 4",
  send: "M17 3 2.8 8.4l5.6 3.2L11.6 17zM17 3l-8.6 8.6",
  server: "M3.5 3.5h13v5.3h-13zM3.5 11.2h13v5.3h-13zM6.5 6.2h.01M6.5 13.8h.01",
  settings:
    "M3 6h7.2M14.4 6H17M3 14h2.6M9.8 14H17M12.3 3.9a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2ZM7.7 11.9a2.1 2.1 0 1 1 0 4.2 2.1 2.1 0 0 1 0-4.2Z",
  shield: "M10 2.6 16.2 5v4.6c0 3.8-2.6 6.4-6.2 7.8-3.6-1.4-6.2-4-6.2-7.8V5zM10 7v3.4M10 13h.01",
  sidebar: "M2.8 4h14.4v12H2.8zM7.6 4v12",
  "sign-out": "M8 3.5H3.5v13H8M13 6.3l3.7 3.7-3.7 3.7M7.5 10h9",
  sun: "M10 6.7a3.3 3.3 0 1 1 0 6.6 3.3 3.3 0 0 1 0-6.6ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1",
  ticket: "M2.8 5.5h14.4v3a1.6 1.6 0 0 0 0 3v3H2.8v-3a1.6 1.6 0 0 0 0-3zM12.2 5.5v9",
  trash: "M3.5 5.5h13M7.8 5.5V3h4.4v2.5M5 5.5l.8 11.5h8.4L15 5.5M8.3 8.5v5.5M11.7 8.5v5.5",
  upload: "M10 12.8V3.2M5.8 7.4 10 3.2l4.2 4.2M3.5 16.8h13",
  user: "M10 3a3.4 3.4 0 1 1 0 6.8A3.4 3.4 0 0 1 10 3ZM3.4 17c.5-3.3 3.1-4.9 6.6-4.9s6.1 1.6 6.6 4.9",
  users:
    "M7.6 3.6a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM1.9 16.4c.4-3 2.6-4.4 5.7-4.4s5.3 1.4 5.7 4.4M13 4a3 3 0 0 1 0 5.3M15.2 12.4c1.7.6 2.7 1.9 3 4",
} as const;

export type IconName = keyof typeof drawings;

/** A decoration beside words, hidden from assistive technology; a control that holds only an icon carries its own label. */
export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      className={className ? `${styles.icon} ${className}` : styles.icon}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  );
}
