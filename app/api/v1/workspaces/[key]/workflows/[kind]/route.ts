import { serve } from "@/app/_doors/api/serve";
import * as workflows from "@/app/api/v1/_operations/workflows";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(workflows.getOne, workflows.change);
