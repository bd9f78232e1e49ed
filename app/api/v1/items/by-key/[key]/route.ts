import { serve } from "@/app/_doors/api/serve";
import * as items from "@/app/api/v1/_operations/items";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(items.put);
