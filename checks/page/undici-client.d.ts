/** undici's package describes its whole; this is the one file of it that is loaded. */
declare module 'undici/lib/dispatcher/client.js' {
  import type { Client } from 'undici'

  const client: typeof Client
  export default client
}
