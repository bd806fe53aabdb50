/** Prints whom this machine trusts, and whether its site file is its own: run where the machine's own folder can be made. */

import { isMachinesOwn } from '../../../agent/request/ownership.ts'
import { trustedSigners } from '../../../agent/request/trust-store.ts'
import { realIo } from '../../../checks/io/real.ts'

const io = realIo()
const { certificates, fingerprints, passedOver } = await trustedSigners(io)
const own = await Promise.all(process.argv.slice(2).map((path) => isMachinesOwn(path, io)))
process.stdout.write(JSON.stringify({ subjects: certificates.map(({ subject }) => subject), fingerprints, passedOver, own }))
