import { serve } from "@/app/_doors/api/serve";
import * as workspaces from "@/app/api/v1/_operations/workspaces";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(workspaces.get, workspaces.change);
