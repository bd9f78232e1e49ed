import { hash } from "node:crypto";

/**
 * Millions of keys in little memory: 8 bytes of each one's hash, in a table at most half full. That a key which is absent seems
 * present has one chance in a million millions for a million keys.
 */
export class KeySet {
  private table = new BigUint64Array(1024);
  size = 0;

  /** False when it was there already. */
  add(key: string): boolean {
    if (this.size * 2 >= this.table.length) this.grow();
    return this.place(fingerprint(key));
  }

  has(key: string): boolean {
    const print = fingerprint(key);
    return this.table[this.find(print)] === print;
  }

  private place(print: bigint): boolean {
    const at = this.find(print);
    if (this.table[at] === print) return false;
    this.table[at] = print;
    this.size += 1;
    return true;
  }

  /** Where it is, or where it would go. */
  private find(print: bigint): number {
    const mask = this.table.length - 1;
    let at = Number(print & 0x7fffffffn) & mask;
    while (this.table[at] !== 0n && this.table[at] !== print) at = (at + 1) & mask;
    return at;
  }

  private grow() {
    const before = this.table;
    this.table = new BigUint64Array(before.length * 2);
    this.size = 0;
    for (const print of before) if (print !== 0n) this.place(print);
  }
}

/** 0 marks an empty place: it is nobody's. */
function fingerprint(key: string): bigint {
  return hash("sha1", key, "buffer").readBigUInt64LE(0) || 1n;
}
