/** Files that are replaced as a whole: after a crash the old one is there or the new one, never half of one. */
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Durable when it resolves. Written aside, synced, put in its place, and the folder synced. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const aside = `${path}.new`
  await written(aside, text)
  await rename(aside, path)
  await synced(dirname(path))
}

/** Durable when it resolves. */
export async function moveFile(path: string, to: string): Promise<void> {
  await rename(path, to)
  await synced(dirname(to))
}

/**
 * Overwrites what stands in the file and takes it away, as far as a program can: a disk or a file system that copies on
 * write may keep the old bytes, and so does every backup. Durable when it resolves.
 */
export async function eraseFile(path: string): Promise<void> {
  try {
    await overwritten(path)
    await rm(path)
    await synced(dirname(path))
  } catch (error) {
    if (!isAbsent(error)) throw error
  }
}

export const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT'

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

async function overwritten(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    const { size } = await handle.stat()
    await handle.write(new Uint8Array(size), 0, size, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function written(path: string, text: string): Promise<void> {
  const handle = await open(path, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function synced(dir: string): Promise<void> {
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
