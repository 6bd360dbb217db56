/**
 * Sluis on Cloudflare Workers: the entry. The same application as on Node, over D1, with the policy bundle that wrangler
 * imports (`rules` in wrangler.toml).
 */
import acts from '../policies/acts.json?text'
import data from '../policies/bundle/data.json?text'
import digest from '../policies/bundle/digest.json?text'
import manifest from '../policies/bundle/manifest.json?text'
import wasm from '../policies/bundle/policy.wasm'
import retention from '../policies/retention.json?text'
import shown from '../policies/shown.json?text'
import { createHandler } from './worker/handler.ts'
import bytes from './worker/policy.bin'

export default createHandler({
  bundle: { wasm, bytes: new Uint8Array(bytes), data, manifest, digest },
  shown,
  acts,
  retention,
  clock: () => new Date(),
  // The console is the log of the platform: there is no other.
  write: (line) => console.log(line),
})
