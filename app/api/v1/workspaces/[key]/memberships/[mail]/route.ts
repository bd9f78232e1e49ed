import { serve } from "@/app/_doors/api/serve";
import * as memberships from "@/app/api/v1/_operations/memberships";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(memberships.change, memberships.end);
