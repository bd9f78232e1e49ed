import { serve } from "@/app/_doors/api/serve";
import * as relations from "@/app/api/v1/_operations/relations";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(relations.get);
