/** What Binaryen made of the module that OPA compiled: a fifth smaller, and the same each time. Needs OPA. */
import { expect, it } from 'vitest'
import { compile } from '../../../src/cli/policy/build.ts'
import { smaller } from '../../../src/cli/policy/smaller.ts'
import { readSources } from '../../../src/cli/policy/sources.ts'
import { ENTRYPOINTS } from '../../../src/policy/output.ts'
import { opaAtHand, POLICIES } from '../../policy/opa.ts'

const opa = opaAtHand()

it.skipIf(!opa)('is a fifth smaller on its way to a Worker, and the same each time', async () => {
  if (!opa) return
  const { wasm } = compile(opa, readSources(POLICIES), ENTRYPOINTS)
  const once = smaller(wasm)
  expect((await gzipped(once)) / (await gzipped(wasm))).toBeLessThan(0.8)
  expect(Buffer.from(smaller(wasm)).equals(once)).toBe(true)
})

async function gzipped(bytes: Uint8Array): Promise<number> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))
  return (await new Response(stream).arrayBuffer()).byteLength
}
