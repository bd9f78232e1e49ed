import { serve } from "@/app/_doors/api/serve";
import * as aliases from "@/app/api/v1/_operations/aliases";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(aliases.list, aliases.add);
