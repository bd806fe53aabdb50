/** All that is odd and healthy. */

import type { Piece } from '../scene.ts'
import { healthyBrowser } from './healthy-browser.ts'
import { healthyLanding } from './healthy-landing.ts'
import { healthyNames } from './healthy-names.ts'
import { healthyPages } from './healthy-page.ts'
import { healthyPath } from './healthy-path.ts'
import { healthyPc } from './healthy-pc.ts'
import { healthyProxy } from './healthy-proxy.ts'
import { healthyResolvers } from './healthy-resolvers.ts'
import { healthySite } from './healthy-site.ts'
import { healthyTls } from './healthy-tls.ts'
import { healthyWindows } from './healthy-windows.ts'

export const oddAndHealthy: readonly Piece[] = [
  ...healthyTls,
  ...healthyPages,
  ...healthyLanding,
  ...healthyNames,
  ...healthyResolvers,
  ...healthyPath,
  ...healthyProxy,
  ...healthyPc,
  ...healthyBrowser,
  ...healthySite,
  ...healthyWindows,
]
