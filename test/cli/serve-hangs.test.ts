/** `sluis serve` on an anchor that stops answering, as a share may: it says so, is not ready, and ends when it is told to. */
import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { issuerDocument, makeKey } from '../auth/tokens.ts'
import { type Installation, install, serve } from '../support/serve.ts'

/** What it may take to stop: what it waits for itself is half of that. */
const PATIENCE_MS = 20_000

let on: Installation
beforeEach(async () => {
  on = await install([issuerDocument([await makeKey('k1')])])
})
afterEach(() => on.remove())

it('is not ready, said once, and stopped all the same', async () => {
  await (await serve(on.env)).stop()
  // Who opens it to write waits for somebody who reads, for ever: it is what is written aside before it takes its place.
  execFileSync('mkfifo', [on.path('anchor/log.json.new')])
  const { SLUIS_SETTINGS_FILE: _, ...others } = on.env
  // Other settings are an entry at the start, so that there is something to sign.
  const serving = await serve(others)
  const ready = async () => (await fetch(`${serving.origin}/readyz`)).text()
  await expect.poll(ready).toContain('Not ready: tree')
  const told = performance.now()
  const { out } = await serving.stop()
  expect(performance.now() - told).toBeLessThan(PATIENCE_MS)
  expect(out.match(/"fault"/g)).toHaveLength(1)
  expect(out).toContain('{"type":"fault","where":"integrator","code":"behind"}')
})
