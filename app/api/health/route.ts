import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { getHealth } from "@/lib/health/health-queries";

/** For supervisors and load balancers: 503 when this process cannot serve. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods({
  async GET() {
    const health = await getHealth();
    const status = health.database === "ok" ? 200 : 503;
    return Response.json(health, { status, headers: { "cache-control": "no-store" } });
  },
});
