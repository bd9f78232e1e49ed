import { serve } from "@/app/_doors/api/serve";
import * as fields from "@/app/api/v1/_operations/fields";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(fields.forms);
