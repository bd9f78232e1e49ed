import { serve } from "@/app/_doors/api/serve";
import * as exports from "@/app/api/v1/_operations/exports";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(exports.list, exports.ask);
