import { serve } from "@/app/_doors/api/serve";
import * as changes from "@/app/api/v1/_operations/changes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(changes.open);
