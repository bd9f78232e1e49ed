import { serve } from "@/app/_doors/api/serve";
import * as grants from "@/app/api/v1/_operations/grants";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(grants.list);
