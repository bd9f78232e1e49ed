import postgres from "postgres";
import { getSettings } from "@/lib/settings/environment";
import { closeDatabase } from "@/lib/tenancy/database";
import { benchDatabase } from "./database";

const owner = postgres(getSettings().databaseUrl!, { max: 1, onnotice: () => {} });
try {
  await benchDatabase(owner);
} finally {
  await owner.end();
  await closeDatabase();
}
