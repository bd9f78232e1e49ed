/** Looks up what it was not asked before, all at once; what does not exist for the asking person stays unknown. */
export function remembered<Found>(load: (ids: string[]) => Promise<Map<string, Found>>) {
  const known = new Map<string, Found | null>();
  return async (ids: (string | null)[]) => {
    const unknown = [...new Set(ids)].filter((id) => id !== null && !known.has(id)) as string[];
    if (unknown.length > 0) {
      const found = await load(unknown);
      for (const id of unknown) known.set(id, found.get(id) ?? null);
    }
    return (id: string | null) => (id ? (known.get(id) ?? null) : null);
  };
}
