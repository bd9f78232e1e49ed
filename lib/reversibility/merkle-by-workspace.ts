import { MerkleTree } from "@/lib/journal/seal";
import { readLines } from "./read-lines";

interface HeadRow {
  workspace_id: string;
  id: string;
  last_sequence: number;
  last_hash: string;
}

/** The root of each workspace's journal, made from the heads of its chains as they pass, in the order of their identifiers. */
export class MerkleByWorkspace {
  private readonly trees = new Map<string, MerkleTree>();

  async *watch(lines: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const line of readLines(lines)) {
      this.add(JSON.parse(line) as HeadRow);
      yield Buffer.from(`${line}\n`);
    }
  }

  add({ workspace_id, id, last_sequence, last_hash }: HeadRow) {
    const tree = this.trees.get(workspace_id) ?? new MerkleTree();
    this.trees.set(workspace_id, tree);
    tree.add({ chainId: id, sequence: last_sequence, hash: last_hash });
  }

  roots() {
    return [...this.trees].map(([workspaceId, { size, root }]) => ({ workspaceId, chains: size, root }));
  }
}
