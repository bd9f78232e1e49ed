export * from "./schema/directory";
export * from "./schema/mail";
export * from "./schema/tickets";
