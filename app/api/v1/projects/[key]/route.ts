import { serve } from "@/app/_doors/api/serve";
import * as projects from "@/app/api/v1/_operations/projects";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve(projects.get, projects.change);
