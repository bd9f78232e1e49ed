import { serve } from "@/app/_doors/api/serve";
import * as tasks from "@/app/api/v1/_operations/tasks";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(tasks.complete);
