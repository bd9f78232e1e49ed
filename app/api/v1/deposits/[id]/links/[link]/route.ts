import { serve } from "@/app/_doors/api/serve";
import * as links from "@/app/api/v1/_operations/package-links";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(links.revoke);
