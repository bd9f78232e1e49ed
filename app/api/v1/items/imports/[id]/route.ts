import { serve } from "@/app/_doors/api/serve";
import * as imports from "@/app/api/v1/_operations/item-imports";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(imports.get, imports.abandon);
