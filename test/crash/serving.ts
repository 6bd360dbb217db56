/** The process that is killed: the real broker behind a real socket, on a folder that others prepared. */
import { readFileSync } from 'node:fs'
import { createNode, type NodeOptions } from '../../src/node.ts'
import { listen } from '../support/listen.ts'

const options: Omit<NodeOptions, 'env'> = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const node = await createNode({ ...options, env: {}, elapsed: () => 0 })
// The caller's allowance is not what is tested here.
Object.assign(node.ports.rateLimiter, { take: () => ({ allowed: true }) })
const { origin } = await listen(node.app)
process.stdout.write(`${origin}\n`)
