/** Asking an OpenID provider who somebody is: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, section 3.1; RFC 9700). */

import * as client from 'openid-client'
import * as z from 'zod'
import type { FlowSecrets } from './flow.ts'
import { isPlainLoopback, type OidcSettings } from './settings.ts'

/** Seconds. A provider on the same network answers at once; a person waits no longer. */
const LONGEST_ANSWER_S = 10

/** Who somebody is, as the provider says. */
export interface Vouched {
  /** The same person for ever, at this provider (OpenID Connect Core 1.0, section 5.7). */
  readonly subject: string
  readonly name: string
  readonly groups: readonly string[]
}

/**
 * denied: the provider or the person said no · stale: not what this browser began, or too late · unreachable: the provider doesn't answer ·
 * failed: it answered what can't be believed
 */
export type OidcFailure = { readonly failure: 'denied' | 'stale' | 'unreachable' | 'failed'; readonly error: unknown }

export interface Provider {
  readonly host: string
  /** Where to send the browser. */
  begin(secrets: FlowSecrets, redirectUri: string): Promise<URL | OidcFailure>
  /** @param answer the whole address by which the browser came back */
  finish(answer: URL, secrets: FlowSecrets): Promise<Vouched | OidcFailure>
}

export function providerOf(settings: OidcSettings): Provider {
  let discovered: Promise<client.Configuration> | undefined
  /** At the first log-on, not at the start: the helpdesk doesn't depend on the provider. Asked again where it failed. */
  const configuration = () => {
    discovered ??= discover(settings).catch((error: unknown) => {
      discovered = undefined
      throw error
    })
    return discovered
  }
  return {
    host: new URL(settings.issuer).host,
    async begin({ state, nonce, verifier }, redirectUri) {
      try {
        return client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: settings.scope,
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        })
      } catch (error) {
        return failureOf(error)
      }
    },
    async finish(answer, { state, nonce, verifier }) {
      try {
        const known = await configuration()
        const tokens = await client.authorizationCodeGrant(known, answer, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined) return { failure: 'failed', error: new Error('no ID token') }
        const isWhole = claims[settings.groupsClaim] !== undefined && claims[settings.nameClaim] !== undefined
        const hasMore = known.serverMetadata().userinfo_endpoint !== undefined
        // What isn't in the ID token may be told apart (section 5.4); whose it is is compared there.
        const more = isWhole || !hasMore ? {} : await client.fetchUserInfo(known, tokens.access_token, claims.sub)
        return vouched({ ...more, ...claims }, settings)
      } catch (error) {
        return failureOf(error)
      }
    },
  }
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  const [basic, post] = [client.ClientSecretBasic(clientSecret), client.ClientSecretPost(clientSecret)]
  // Basic where nothing is said (Discovery 1.0, section 3).
  const authenticate: client.ClientAuth = (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest)
  }
  // The ID token's signature is checked too, though it comes from the provider itself: on this PC it may come without TLS.
  const execute = [client.enableNonRepudiationChecks, ...(isPlainLoopback(issuer) ? [client.allowInsecureRequests] : [])]
  return client.discovery(new URL(issuer), clientId, {}, authenticate, { execute, timeout: LONGEST_ANSWER_S })
}

const groupsSchema = z.union([z.string().transform((one) => [one]), z.array(z.string()).max(10_000)])

function vouched(
  claims: Readonly<Record<string, unknown>> & { readonly iss?: unknown; readonly sub: string },
  settings: OidcSettings,
): Vouched {
  const named = [claims[settings.nameClaim], claims.email, claims.sub].find((each) => typeof each === 'string' && each.trim() !== '')
  return {
    subject: `${settings.issuer} ${claims.sub}`,
    name: String(named),
    groups: groupsSchema.safeParse(claims[settings.groupsClaim]).data ?? [],
  }
}

function failureOf(error: unknown): OidcFailure {
  if (error instanceof client.AuthorizationResponseError) return { failure: 'denied', error }
  if (error instanceof client.ResponseBodyError) return { failure: error.error === 'invalid_grant' ? 'stale' : 'failed', error }
  // Node's fetch says so where nothing answers; openid-client where it took too long.
  if (error instanceof TypeError && error.cause !== undefined) return { failure: 'unreachable', error }
  if (error instanceof client.ClientError && error.code === 'OAUTH_TIMEOUT') return { failure: 'unreachable', error }
  return { failure: 'failed', error }
}
