export * from "./schema/changes";
export * from "./schema/choices";
export * from "./schema/directory";
export * from "./schema/mail";
export * from "./schema/platform";
export * from "./schema/processes";
export * from "./schema/tickets";
