/** What the preloaded library saw, and the folder as it would be if every write that was never synced were lost. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const KINDS = ['', 'created', 'write', 'truncate', 'unlink', 'rename', 'link', 'sync-begin', 'sync-end'] as const
export type Call = {
  readonly kind: (typeof KINDS)[number]
  readonly at: bigint
  readonly path: string
  readonly other: string
  readonly offset: bigint
  readonly data: Buffer
}

const HEADER_BYTES = 32

export function readTrace(file: string): Call[] {
  const bytes = readFileSync(file)
  const calls: Call[] = []
  for (let at = 0; at + HEADER_BYTES <= bytes.length; ) {
    const [kind, path, other, data] = [0, 4, 8, 12].map((offset) => bytes.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
      number,
    ]
    const start = at + HEADER_BYTES
    calls.push({
      kind: KINDS[kind] ?? '',
      at: bytes.readBigUInt64LE(at + 16),
      offset: bytes.readBigInt64LE(at + 24),
      path: bytes.toString('utf8', start, start + path),
      other: bytes.toString('utf8', start + path, start + path + other),
      data: bytes.subarray(start + path + other, start + path + other + data),
    })
    at = start + path + other + data
  }
  return calls
}

type Disk = { content: Buffer; pending: Call[]; sealed: number }

/** Writes into `folder` what would be on the disk at `until`; `before` holds the files as they were at the start. */
export function replay(
  calls: readonly Call[],
  until: bigint,
  before: ReadonlyMap<string, Buffer>,
  folder: string,
): void {
  const disks = new Map<string, Disk>([...before].map(([name, content]) => [name, { content, pending: [], sealed: 0 }]))
  const diskOf = (path: string): Disk => {
    const name = basename(path)
    const known = disks.get(name) ?? { content: Buffer.alloc(0), pending: [], sealed: 0 }
    disks.set(name, known)
    return known
  }
  for (const call of calls) {
    if (call.at > until) break
    const disk = diskOf(call.path)
    if (call.kind === 'write' || call.kind === 'truncate') disk.pending.push(call)
    if (call.kind === 'unlink') disks.delete(basename(call.path))
    // A sync covers what was written before it began; what came in meanwhile may or may not be there: it is lost.
    if (call.kind === 'sync-begin') disk.sealed = disk.pending.length
    if (call.kind === 'sync-end' && call.offset === 0n) {
      for (const write of disk.pending.splice(0, disk.sealed)) disk.content = applied(disk.content, write)
      disk.sealed = 0
    }
  }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, { content }] of disks) {
    // The shared-memory index is rebuilt from the write-ahead log; the lock file holds nothing.
    if (!name.endsWith('-shm') && !name.includes('.lock')) writeFileSync(join(folder, name), content)
  }
}

function applied(content: Buffer, { kind, offset, data }: Call): Buffer {
  if (kind === 'truncate') {
    const cut = Buffer.alloc(Number(offset))
    content.copy(cut)
    return cut
  }
  const end = Number(offset) + data.length
  const grown =
    end > content.length ? Buffer.concat([content, Buffer.alloc(end - content.length)]) : Buffer.from(content)
  data.copy(grown, Number(offset))
  return grown
}
